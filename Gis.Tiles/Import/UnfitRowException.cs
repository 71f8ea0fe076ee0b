namespace Gis.Tiles.Import;

/// <summary>A row cannot stand in the layer. The code is what other languages know the reason by.</summary>
internal sealed class UnfitRowException(string code, string message, LonLat? at = null) : FormatException(message)
{
    public string Code { get; } = code;

    /// <summary>Where on Earth the fault is, where that is known.</summary>
    public LonLat? At { get; } = at;
}
