namespace Gis.Ingest.Pipeline;

/// <summary>Reads the statements that stand in files beside their classes.</summary>
internal static class EmbeddedSql
{
    /// <param name="path">Folder and file as in the project, with a slash.</param>
    public static string Read(string path)
    {
        using var stream = typeof(EmbeddedSql).Assembly.GetManifestResourceStream($"Gis.Ingest.{path.Replace('/', '.')}")
            ?? throw new InvalidOperationException($"{path} is not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
