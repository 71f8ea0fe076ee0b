using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;

namespace Gis.Tiles.Imagery;

/// <summary>One picture of an image layer: its time, where it lies, and its pyramid in each matrix set. It never changes; another takes its place.</summary>
/// <param name="At">When it was taken; null where that was not told.</param>
/// <param name="Folder">Its folder below the folder of images.</param>
internal sealed record Picture(long Id, DateTimeOffset? At, string Folder, ZoomRange Mercator, ZoomRange Cgcs2000, LonLatBox Extent)
{
    public SceneFacts Facts { get; init; } = SceneFacts.Untold;

    /// <summary>The time as clients name it; null where there is none.</summary>
    public string? Time => At is { } at ? PictureTime.Write(at) : null;

    public ZoomRange Zooms(TileMatrixSet set) => set == TileMatrixSet.WebMercatorQuad ? Mercator : Cgcs2000;
}
