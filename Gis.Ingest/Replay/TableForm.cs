using System.Globalization;
using System.Text;

namespace Gis.Ingest.Replay;

/// <summary>
/// A table of separated values: a row is a moment (or period) of one thing, a column a property. Commas, semicolons, tabs or blanks; UTF-8 or GB 18030;
/// with a row that names the columns, or without where the person names them by place.
/// </summary>
internal sealed class TableForm(ReplayWish wish, PropertyBook properties) : IRecordedForm
{
    private static readonly string[] Absent = ["", "-", "—", "–", "NA", "N/A", "NaN", "NULL", "None"];

    public string Name => "table";

    public IReadOnlyList<string> Remarks { get; private set; } = [];

    public IEnumerable<RecordedItem> Read(Stream file)
    {
        using var text = new StreamReader(file, TextEncoding.Of(file), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        IReadOnlyList<ColumnMeaning>? columns = null;
        foreach (var (line, cells) in CsvRecords.Read(text, Separator.Of(file)))
        {
            if (cells is null)
            {
                yield return new RecordedFault(line, "a row of more than 256 cells or 64 Ki characters");
            }
            else if (columns is null)
            {
                var isHeader = !wish.Columns.Keys.All(key => int.TryParse(key, out _)) || wish.Columns.Count == 0;
                columns = Columns(isHeader ? cells : [.. cells.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture))]);
                foreach (var item in isHeader ? [] : ReadRow(line, cells, columns))
                {
                    yield return item;
                }
            }
            else
            {
                foreach (var item in ReadRow(line, cells, columns))
                {
                    yield return item;
                }
            }
        }
    }

    private IReadOnlyList<ColumnMeaning> Columns(IReadOnlyList<string> names)
    {
        var columns = TableColumns.Find(names, wish, properties);
        TableColumns.Require(columns, names, wish);
        var pairs = names.Zip(columns).ToList();
        var left = pairs.Where(pair => !pair.Second.IsProperty && pair.Second == ColumnMeaning.Nothing).Select(pair => pair.First).ToList();
        Remarks =
        [
            "columns: " + string.Join(", ", pairs.Where(pair => pair.Second != ColumnMeaning.Nothing).Select(pair => $"{pair.First} = {pair.Second}")),
            .. left.Count > 0 ? [$"not taken: {string.Join(", ", left)} (--columns \"NAME=PROPERTY[unit]\" takes one)"] : Array.Empty<string>(),
        ];
        return columns;
    }

    private IEnumerable<RecordedItem> ReadRow(int line, IReadOnlyList<string> cells, IReadOnlyList<ColumnMeaning> columns)
    {
        var thing = Cell(ColumnMeaning.Thing) ?? wish.Thing;
        if (string.IsNullOrEmpty(thing))
        {
            yield return new RecordedFault(line, "no thing is named");
            yield break;
        }

        if (TimeOf(cells, columns) is not { } stated)
        {
            yield return new RecordedFault(line, $"'{Shorten(Cell(ColumnMeaning.Time) ?? string.Join(' ', cells.Take(5)))}' is no time (--time-form says how times are written)");
            yield break;
        }

        var at = wish.TimesAreEnds ? stated.AddSeconds(-wish.PeriodS) : stated;
        for (var i = 0; i < columns.Count && i < cells.Count; i++)
        {
            if (!columns[i].IsProperty || Absent.Contains(cells[i], StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            yield return double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                ? new RecordedValue(line, thing, columns[i].What, at, wish.PeriodS, value, columns[i].Unit)
                : new RecordedFault(line, $"{columns[i].What}: '{Shorten(cells[i])}' is no number");
        }

        string? Cell(string what) => IndexOf(columns, what) is >= 0 and var i && i < cells.Count && cells[i].Length > 0 ? cells[i] : null;
    }

    private DateTimeOffset? TimeOf(IReadOnlyList<string> cells, IReadOnlyList<ColumnMeaning> columns)
    {
        if (IndexOf(columns, ColumnMeaning.Time) is >= 0 and var at)
        {
            return at < cells.Count ? CellTime.Parse(cells[at], wish.Zone, wish.TimeForm) : null;
        }

        var text = new StringBuilder();
        foreach (var part in ColumnMeaning.TimeParts)
        {
            var i = IndexOf(columns, part);
            text.Append(i < 0 ? "0" : i < cells.Count ? cells[i] : "?").Append(' ');
        }

        return CellTime.Parse(text.ToString().TrimEnd(), wish.Zone, "yyyy M d H m");
    }

    private static int IndexOf(IReadOnlyList<ColumnMeaning> columns, string what)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].What == what)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
}
