namespace Gis.Server.Platform;

/// <summary>Wakes one who works in the background: rung once or many times before he looks, it wakes him once.</summary>
internal sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    /// <summary>Until it is rung, but no longer than <paramref name="most"/>.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken cancellationToken) => _rung.WaitAsync(most, cancellationToken);

    public void Dispose() => _rung.Dispose();
}
