using System.Text;

namespace Gis.Tiles.Layers;

/// <summary>Reads the files that lie beside the classes of this project and are built in.</summary>
internal static class EmbeddedText
{
    /// <summary>Limits features f to the caller's areas: $3 their roots, $4 whether features of no area are theirs too.</summary>
    public const string Scope =
        "AND (f.area_code IN (SELECT a.code FROM area_ancestor a WHERE a.ancestor = ANY ($3)) OR ($4 AND f.area_code IS NULL))";

    public static byte[] ReadBytes(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static string Read(string name)
    {
        using var stream = Open(name);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static Stream Open(string name) =>
        typeof(EmbeddedText).Assembly.GetManifestResourceStream($"Gis.Tiles.{name}") ?? throw new InvalidOperationException($"The build lacks the file {name}.");
}
