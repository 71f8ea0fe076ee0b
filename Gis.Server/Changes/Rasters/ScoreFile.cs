using System.Globalization;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace Gis.Server.Changes.Rasters;

/// <summary>Writes scores as a GeoTIFF on the grid of the earlier image.</summary>
internal static class ScoreFile
{
    /// <summary>Scores are never negative.</summary>
    public const float NoData = -1;

    private const int NumbersAtOnce = 1 << 16;

    public static async Task WriteAsync(ScoreRaster score, RasterFile like, string folder, string path, CancellationToken cancellationToken)
    {
        var (raw, described) = (Path.Combine(folder, "score.raw"), Path.Combine(folder, "score.vrt"));
        await using (var file = File.Create(raw))
        {
            var some = new float[NumbersAtOnce];
            for (var at = 0; at < score.Values.Length; at += some.Length)
            {
                var count = Math.Min(some.Length, score.Values.Length - at);
                for (var i = 0; i < count; i++)
                {
                    some[i] = float.IsNaN(score.Values[at + i]) ? NoData : score.Values[at + i];
                }

                await file.WriteAsync(MemoryMarshal.AsBytes(some.AsSpan(0, count)).ToArray(), cancellationToken);
            }
        }

        var grid = like.Grid;
        var six = string.Join(", ", ((double[])[grid.OriginX, grid.ColumnX, grid.RowX, grid.OriginY, grid.ColumnY, grid.RowY]).Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
        new XElement(
            "VRTDataset",
            new XAttribute("rasterXSize", score.Width),
            new XAttribute("rasterYSize", score.Height),
            new XElement("SRS", like.Wkt),
            new XElement("GeoTransform", six),
            new XElement(
                "VRTRasterBand",
                new XAttribute("dataType", "Float32"),
                new XAttribute("band", 1),
                new XAttribute("subClass", "VRTRawRasterBand"),
                new XElement("Description", "change score"),
                new XElement("NoDataValue", NoData),
                new XElement("SourceFilename", new XAttribute("relativeToVRT", 1), "score.raw"))).Save(described);
        await RasterProgram.RunAsync(
            "gdal_translate",
            ["-q", "-of", "GTiff", "-co", "TILED=YES", "-co", "COMPRESS=DEFLATE", "-co", "ZLEVEL=1", "-co", "PREDICTOR=3", "-co", "NUM_THREADS=ALL_CPUS", "-co", "BIGTIFF=IF_SAFER", described, path],
            cancellationToken);
    }
}
