namespace Gis.Server.Patches.Review;

/// <summary>Sends the reminders of a day once its office hours have begun (08:00 in China), once a day; the store knows what was sent, so a restart sends nothing twice.</summary>
internal sealed class ReminderKeeper(DueReminders reminders, TimeProvider clock, ILogger<ReminderKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private static readonly TimeSpan OfficeBegins = TimeSpan.FromHours(8);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateOnly? done = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var now = clock.GetUtcNow().ToOffset(Beijing);
                var today = DateOnly.FromDateTime(now.DateTime);
                if (done != today && now.TimeOfDay >= OfficeBegins && await reminders.RunAsync(stoppingToken) is { } count)
                {
                    done = today;
                    logger.Reminded(count, today);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The top of a background loop: logged, waited, tried again.
            catch (Exception trouble)
#pragma warning restore CA1031
            {
                logger.RemindingFailed(trouble);
            }

            await Task.Delay(LooksEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
