using Gis.Tiles.Imagery;

namespace Gis.Tiles;

/// <summary>A picture of one day that its reader may see.</summary>
/// <param name="At">When it was taken.</param>
/// <param name="Time">The same, as the layer's time dimension names it: a day (UTC) or a moment.</param>
/// <param name="CloudPercent">Null where nobody said it, as of sensor and resolution.</param>
/// <param name="Covers">Its box holds the whole box that was asked for.</param>
public sealed record DatedPicture(
    long Id, string Layer, string TitleZh, string TitleEn, string Credit, DateTimeOffset At, string Time, string? Sensor, double? CloudPercent, double? ResolutionM, bool Covers)
{
    internal VisibleImage? Image { get; init; }

    internal Picture? Picture { get; init; }
}
