using System.Globalization;

namespace Gis.Ingest.Hj212;

/// <summary>The table of factors, from <c>data/standards/hj212-factors.csv</c>.</summary>
internal sealed class Hj212Factors
{
    private readonly Dictionary<string, Hj212Factor> _byCode;
    private readonly Dictionary<string, Hj212Factor> _byOldCode;

    private Hj212Factors(IReadOnlyList<Hj212Factor> factors)
    {
        All = factors;
        _byCode = factors.ToDictionary(f => f.Code, StringComparer.Ordinal);
        _byOldCode = factors.Where(f => f.OldCode is not null).ToDictionary(f => f.OldCode!, StringComparer.Ordinal);
    }

    public static Hj212Factors Standard { get; } = Load();

    public IReadOnlyList<Hj212Factor> All { get; }

    public bool IsKnown(string code) => _byCode.ContainsKey(code);

    /// <summary>The code of 2017 for a code of 2005; a code of 2017, or one that nobody knows, stays as it is.</summary>
    public string ToCurrent(string code) => _byCode.ContainsKey(code) || !_byOldCode.TryGetValue(code, out var factor) ? code : factor.Code;

    private static Hj212Factors Load()
    {
        using var stream = typeof(Hj212Factors).Assembly.GetManifestResourceStream("standards/hj212-factors.csv")
            ?? throw new InvalidOperationException("The table of factors is not built in.");
        using var reader = new StreamReader(stream);
        return new Hj212Factors([.. Lines(reader).Skip(1).Select(Read)]);
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    private static Hj212Factor Read(string line)
    {
        var cells = SplitCells(line);
        return new Hj212Factor(
            cells[0], cells[1].Length > 0 ? cells[1] : null, cells[2], cells[3], cells[4], Number(cells[5]), Number(cells[6]));
    }

    /// <summary>Cells between commas; a cell in quotation marks may hold commas.</summary>
    private static List<string> SplitCells(string line)
    {
        var cells = new List<string>();
        for (var at = 0; at <= line.Length;)
        {
            var quoted = at < line.Length && line[at] == '"';
            var end = line.IndexOf(quoted ? '"' : ',', quoted ? at + 1 : at);
            end = end < 0 ? line.Length : end;
            cells.Add(line[(quoted ? at + 1 : at)..end]);
            at = end + (quoted ? 2 : 1);
        }

        return cells;
    }

    private static double? Number(string text) =>
        text.Length == 0 ? null : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
