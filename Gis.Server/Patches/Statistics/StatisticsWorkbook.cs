using Gis.Server.Platform.Gdal;

namespace Gis.Server.Patches.Statistics;

/// <summary>A table as the one sheet of a workbook (XLSX), written by GDAL. Codes stay text, and no text can be taken for a formula.</summary>
internal static class StatisticsWorkbook
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int MostSheetNameChars = 31;

    /// <summary>Throws <see cref="GdalFailedException"/> where GDAL is missing or cannot do it.</summary>
    public static async Task<byte[]> WriteAsync(string title, IReadOnlyList<IReadOnlyList<object?>> table, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("gis-workbook-");
        try
        {
            var (text, book) = (Path.Combine(folder.FullName, "table.csv"), Path.Combine(folder.FullName, "table.xlsx"));
            await File.WriteAllTextAsync(text, StatisticsCsv.Write(table), cancellationToken);
            await File.WriteAllTextAsync($"{text}t", string.Join(',', Enumerable.Range(0, table[0].Count).Select(column => $"\"{KindOf(table, column)}\"")), cancellationToken);
            await GdalProgram.RunAsync("ogr2ogr", ["-f", "XLSX", "-nln", title.Length > MostSheetNameChars ? title[..MostSheetNameChars] : title, book, text], cancellationToken);
            return await File.ReadAllBytesAsync(book, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What a column holds below its head, in the words of GDAL's CSVT.</summary>
    private static string KindOf(IReadOnlyList<IReadOnlyList<object?>> table, int column)
    {
        var values = table.Skip(1).Select(row => row[column]).Where(value => value is not null).ToList();
        return values.Count == 0 || values.Any(value => value is string) ? "String" : values.All(value => value is int or long) ? "Integer64" : "Real";
    }
}
