namespace Gis.Demo.Standards;

/// <summary>Tables that are built into the program: comma-separated, one head line, no quotes.</summary>
internal static class CsvResource
{
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(CsvResource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The table {name} is not built in.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split(',');
            }
        }
    }
}
