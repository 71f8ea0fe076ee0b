using System.Text.Json;

namespace Gis.Tiles.Import;

/// <summary>Some rows of a file as they would be in the layer, and what would be repaired or refused of them.</summary>
/// <param name="Rows">Of the file.</param>
/// <param name="Looked">Rows that were looked at, spread over the file.</param>
/// <param name="Features">A GeoJSON feature collection in longitude and latitude; ids are numbers of rows.</param>
internal sealed record ImportPreview(
    long Rows, long Looked, long Kept, long RepairedCount, long RefusedCount, IReadOnlyList<RowRemark> Repaired, IReadOnlyList<RowRemark> Refused, IReadOnlyList<double>? Extent, JsonElement Features);
