using System.IO.Compression;
using System.Text;

namespace Gis.Tiles.Tests.Import;

/// <summary>Files as others make them, by GDAL and by hand.</summary>
internal static class Made
{
    public const string Wells =
        """
        {"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"name":"长安一号井","depth":30.5,"code":"001"},"geometry":{"type":"Point","coordinates":[114.5,38.05]}},
          {"type":"Feature","properties":{"name":"二号井","depth":41,"code":"002"},"geometry":{"type":"Point","coordinates":[114.6,38.06]}}]}
        """;

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A GeoJSON brought into another form by ogr2ogr; a folder or several files come as a zip.</summary>
    public static async Task<byte[]> ByGdalAsync(string driver, string ending, string geojson = Wells, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("gis-made-").FullName;
        try
        {
            var source = Path.Combine(folder, "source.geojson");
            await File.WriteAllTextAsync(source, geojson);
            var made = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "made")).FullName, $"wells{ending}");
            await Gdal.RunAsync("ogr2ogr", ["-f", driver, .. options, made, source]);
            return ending is ".shp" or ".gdb" ? Zip(Path.GetDirectoryName(made)!) : await File.ReadAllBytesAsync(made);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return zip.ToArray();
    }

    private static byte[] Zip(string folder) =>
        Zip([.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => (Path.GetRelativePath(folder, file), File.ReadAllBytes(file)))]);
}
