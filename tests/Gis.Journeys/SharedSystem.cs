using Xunit;

namespace Gis.Journeys;

/// <summary>A running system that the facts of a journey share.</summary>
public abstract class SharedSystem : IAsyncLifetime
{
    private RunningSystem? _running;

    public RunningSystem Running => _running ?? throw new InvalidOperationException("The system is not up yet.");

    public async Task InitializeAsync()
    {
        _running = await UpAsync();
        await FurnishAsync(_running);
    }

    public async Task DisposeAsync()
    {
        if (_running is not null)
        {
            await _running.DisposeAsync();
        }
    }

    protected abstract Task<RunningSystem> UpAsync();

    /// <summary>What a journey finds there.</summary>
    protected virtual Task FurnishAsync(RunningSystem running) => Task.CompletedTask;
}
