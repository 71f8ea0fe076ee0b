using Gis.Demo.Field;
using Gis.Demo.Terrain;

namespace Gis.Demo.Simulation;

/// <summary>A water meter: wakes up, sends its report and sleeps again, as a battery makes it do.</summary>
internal sealed class MeterDevice(FieldThing meter, BrokerAddress broker, string password, bool isFirstRun, FieldTally tally) : IFieldDevice
{
    private static readonly TimeSpan FirstReports = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan FirstQuiet = TimeSpan.FromMinutes(5);

    private readonly MeterVoice _voice = new(meter);
    private readonly ulong _key = Dice.Hash(meter.Code);

    public string Code => meter.Code;

    private TimeSpan Period => _voice.IsHourly ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);

    /// <summary>A new meter reports soon after it was installed, then each at its own second of the day or hour.</summary>
    public DateTimeOffset FirstDue(DateTimeOffset now) =>
        isFirstRun ? now + FirstQuiet + (FirstReports * Dice.Share(_key, 21)) : NextSlot(now);

    public async Task<DateTimeOffset> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var link = new FieldLink(broker, meter.Code, password, listenTo: null, heard: null, keepAliveS: 60);
        await link.PublishAsync($"meters/{meter.Code}/up", _voice.Report(now), cancellationToken);
        FieldTally.Count(ref tally.Reports);
        return NextSlot(now);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private DateTimeOffset NextSlot(DateTimeOffset now)
    {
        var offset = Period * Dice.Share(_key, 20);
        var slots = ((now - offset).UtcTicks / Period.Ticks) + 1;
        return new DateTimeOffset(slots * Period.Ticks, TimeSpan.Zero) + offset;
    }
}
