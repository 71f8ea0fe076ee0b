using System.Globalization;

namespace Gis.Ingest.Replay;

/// <summary>Finds out what the columns of a table mean: by what the person says, else by their names.</summary>
internal static class TableColumns
{
    private static readonly string[] ThingNames = ["thing", "station_code", "mn", "meter", "station", "site", "点位", "站点", "站点编号"];
    private static readonly string[] TimeNames =
        ["time", "time_local", "timestamp", "datetime", "date_time", "phenomenontime", "measured_at", "时间", "监测时间", "采样时间"];

    /// <summary>Numbers of rows, which are called almost like nitrogen monoxide.</summary>
    private static readonly string[] RowNumberNames = ["No", "No.", "Nr", "id", "序号"];

    /// <summary>The meaning of each column; what nobody says and no name tells has none.</summary>
    public static IReadOnlyList<ColumnMeaning> Find(IReadOnlyList<string> names, ReplayWish wish, PropertyBook properties)
    {
        var said = new HashSet<string>(wish.Columns.Keys, StringComparer.OrdinalIgnoreCase);
        var found = new List<ColumnMeaning>();
        for (var i = 0; i < names.Count; i++)
        {
            var place = (i + 1).ToString(CultureInfo.InvariantCulture);
            var meant = Said(names[i], wish) ?? Said(place, wish);
            said.Remove(names[i]);
            said.Remove(place);
            found.Add(meant is null ? ByName(names[i], properties) : Read(meant, properties));
        }

        if (said.Count > 0)
        {
            throw new RecordingException($"The table has no column {string.Join(", ", said)}; it has {string.Join(", ", names)}.");
        }

        foreach (var kind in new[] { (ColumnMeaning.Thing, ThingNames), (ColumnMeaning.Time, TimeNames) })
        {
            KeepBest(found, names, kind.Item1, kind.Item2, wish);
        }

        return found;
    }

    /// <summary>Fails when a table of these columns would say nothing.</summary>
    public static void Require(IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<string> names, ReplayWish wish)
    {
        var hasTime = columns.Any(column => column.What == ColumnMeaning.Time) || ColumnMeaning.TimeParts.Take(3).All(part => columns.Any(column => column.What == part));
        var lacking =
            !columns.Any(column => column.IsProperty) ? "a property"
            : !hasTime ? "the time"
            : wish.Thing is null && !columns.Any(column => column.What == ColumnMeaning.Thing) ? "the thing (--thing CODE names it, where the whole file is of one)"
            : null;
        if (lacking is not null)
        {
            throw new RecordingException(
                $"The table's columns are {string.Join(", ", names)}; none of them is {lacking}. Say what they are: --columns \"NAME=time,NAME=thing,NAME=w01018[mg/L]\".");
        }
    }

    private static string? Said(string name, ReplayWish wish) =>
        wish.Columns.FirstOrDefault(column => string.Equals(column.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static ColumnMeaning ByName(string name, PropertyBook properties)
    {
        var plain = name.Trim();
        return RowNumberNames.Contains(plain, StringComparer.Ordinal) ? ColumnMeaning.Nothing
            : ThingNames.Contains(plain, StringComparer.OrdinalIgnoreCase) ? new ColumnMeaning(ColumnMeaning.Thing)
            : TimeNames.Contains(plain, StringComparer.OrdinalIgnoreCase) ? new ColumnMeaning(ColumnMeaning.Time)
            : ColumnMeaning.TimeParts.FirstOrDefault(part => part.Equals(plain, StringComparison.OrdinalIgnoreCase)) is { } part ? new ColumnMeaning(part)
            : Split(plain) is var (property, unit) && properties.Find(property) is { } code ? new ColumnMeaning(code, unit)
            : ColumnMeaning.Nothing;
    }

    private static ColumnMeaning Read(string meant, PropertyBook properties)
    {
        var plain = meant.Trim();
        if (plain is ColumnMeaning.Thing or ColumnMeaning.Time or "-" || ColumnMeaning.TimeParts.Contains(plain))
        {
            return new ColumnMeaning(plain);
        }

        var (property, unit) = Split(plain);
        return properties.Find(property) is { } code
            ? new ColumnMeaning(code, unit)
            : throw new RecordingException(
                $"'{meant}' is no meaning of a column: thing, time, year, month, day, hour, minute, a property such as w01018 or w01018[mg/L], or - for nothing.");
    }

    /// <summary><c>so2[ug/m3]</c> or <c>so2 (ug/m3)</c>: a name and its unit.</summary>
    private static (string Name, string? Unit) Split(string text)
    {
        var open = text.IndexOfAny(['[', '(']);
        return open > 0 && text[^1] is ']' or ')' ? (text[..open].Trim(), text[(open + 1)..^1].Trim()) : (text, null);
    }

    /// <summary>Of several columns that could be meant, that which was said, else the first by the order of names.</summary>
    private static void KeepBest(List<ColumnMeaning> found, IReadOnlyList<string> names, string what, string[] order, ReplayWish wish)
    {
        var candidates = Enumerable.Range(0, found.Count).Where(i => found[i].What == what).ToList();
        if (candidates.Count < 2)
        {
            return;
        }

        var best = candidates.MinBy(i => IsSaid(i) ? -1 : Array.FindIndex(order, name => name.Equals(names[i], StringComparison.OrdinalIgnoreCase)));
        candidates.Where(i => i != best).ToList().ForEach(i => found[i] = ColumnMeaning.Nothing);

        bool IsSaid(int i) => Said(names[i], wish) is not null || Said((i + 1).ToString(CultureInfo.InvariantCulture), wish) is not null;
    }
}
