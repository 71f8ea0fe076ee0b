namespace Gis.Tiles.Imagery;

/// <summary>What is told of a picture beside its time: who took it, how much of it cloud hides (0 to 100 %), how fine it is (metres a pixel). Null: not told.</summary>
internal sealed record SceneFacts(string? Sensor, double? CloudPercent, double? ResolutionM)
{
    public static SceneFacts Untold { get; } = new(null, null, null);
}
