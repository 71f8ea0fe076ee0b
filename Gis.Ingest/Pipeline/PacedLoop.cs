namespace Gis.Ingest.Pipeline;

/// <summary>What the jobs beside the pipeline have in common: a look at a steady pace, until the stop, which is no failure.</summary>
internal static class PacedLoop
{
    /// <param name="pace">From look to look.</param>
    /// <param name="clock">Whose time it is.</param>
    /// <param name="lookAsync">One look; what it throws ends the loop.</param>
    /// <param name="stopping">Ends the loop.</param>
    /// <param name="atOnce">The first look is not waited for.</param>
    public static async Task RunAsync(TimeSpan pace, TimeProvider clock, Func<CancellationToken, Task> lookAsync, CancellationToken stopping, bool atOnce = false)
    {
        using var timer = new PeriodicTimer(pace, clock);
        try
        {
            if (atOnce)
            {
                await lookAsync(stopping);
            }

            while (await timer.WaitForNextTickAsync(stopping))
            {
                await lookAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
    }
}
