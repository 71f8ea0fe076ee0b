using System.Text.Json.Nodes;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Imagery.Import;

/// <summary>A picture whose pyramids are whole and lie in a folder of their own, not yet shown.</summary>
/// <param name="Making">How it was made, for who asks later.</param>
internal sealed record BuiltPicture(ZoomRange Mercator, ZoomRange Cgcs2000, LonLatBox Extent, long Bytes, JsonObject Making);
