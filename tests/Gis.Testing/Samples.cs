namespace Gis.Testing;

/// <summary>The recorded field messages in <c>data/field-samples</c>.</summary>
public static class Samples
{
    public static string Folder { get; } = Repository.PathOf("data", "field-samples");

    public static string PathOf(string name) => Path.Combine(Folder, name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    public static string Text(string name) => File.ReadAllText(PathOf(name));

    public static IReadOnlyList<string> Names(string kind, string pattern = "*") =>
        [.. Directory.EnumerateFiles(PathOf(kind), pattern).Select(file => $"{kind}/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)];
}
