namespace Gis.Demo.Standards;

/// <summary>The dated tables of data/standards.</summary>
internal sealed class LimitTables
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private readonly List<LimitRow> _rows = [];

    public static LimitTables Load()
    {
        var tables = new LimitTables();
        foreach (var name in new[] { "gb3838", "gb18918", "gb8978", "gb13223", "gb13271", "gb3095", "ultra-low" })
        {
            tables._rows.AddRange(CsvResource.Rows($"standards/{name}.csv").Select(Read));
        }

        return tables;
    }

    /// <summary>What one class of a standard demands on a day; the first row of a property wins where its condition has several.</summary>
    public IReadOnlyList<LimitRow> Of(string standard, string @class, DateOnly day, string? condition = null) =>
    [
        .. _rows.Where(row => row.Standard == standard && row.Class == @class && row.ValidFrom <= day && (row.ValidTo is null || day < row.ValidTo)
            && (condition is null || row.Condition.Length == 0 || row.Condition == condition))
            .DistinctBy(row => (row.Property, row.PeriodS)),
    ];

    /// <summary>Midnight of Beijing.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, Beijing).ToUniversalTime();

    private static LimitRow Read(string[] cells) => new(
        cells[0], cells[1], DateOnly.Parse(cells[2]), cells[3].Length > 0 ? DateOnly.Parse(cells[3]) : null, cells[4], cells[5],
        cells[6].Length > 0 ? int.Parse(cells[6]) : null, cells[7], Number(cells[8]), Number(cells[9]), cells[10], cells[11]);

    private static double? Number(string text) => text.Length > 0 ? double.Parse(text) : null;
}
