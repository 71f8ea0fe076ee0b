namespace Gis.Demo.Physics;

/// <summary>An over-limit discharge of one outfall: it rises within minutes, holds, and falls off.</summary>
internal sealed record Discharge(string Outfall, DateTimeOffset Start, TimeSpan Duration, string Property, double PeakRatio)
{
    private static readonly TimeSpan Rise = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Fall = TimeSpan.FromMinutes(25);

    public DateTimeOffset End => Start + Duration;

    /// <summary>How much of its full strength it has at a moment: 0 before, 1 while it holds.</summary>
    public double Strength(DateTimeOffset at) =>
        at <= Start ? 0
        : at < Start + Rise ? (at - Start) / Rise
        : at <= End ? 1
        : Math.Exp(-3 * ((at - End) / Fall)) is var left && left > 0.01 ? left : 0;
}
