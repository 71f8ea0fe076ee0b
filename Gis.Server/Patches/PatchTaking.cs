using Gis.Server.Land;
using Gis.Tiles;

namespace Gis.Server.Patches;

/// <summary>Makes patches of the rows of a file. Pure; a row that cannot be one is refused with its reason.</summary>
internal static class PatchTaking
{
    private const int MostNumberChars = 40;
    private const int MostTextChars = 500;

    public static (IReadOnlyList<PatchTaken> Taken, IReadOnlyList<ImportRemark> Repaired, IReadOnlyList<ImportRemark> Refused) Take(IEnumerable<FileFeature> rows)
    {
        var (taken, repaired, refused) = (new List<PatchTaken>(), new List<ImportRemark>(), new List<ImportRemark>());
        var seen = new HashSet<(string?, string)>();
        foreach (var row in rows)
        {
            var number = PatchFields.Text(row.Values, PatchFields.Number);
            if (WhyNot(row, number) is { } why)
            {
                refused.Add(why);
                continue;
            }

            var patch = Make(row, number!);
            if (!seen.Add((patch.AreaCode, patch.Number)))
            {
                refused.Add(new ImportRemark(row.Row, number, "number-twice", $"the number {number} stands in the file already; accepted is one row a number and area"));
                continue;
            }

            taken.Add(patch);
            if (row.Remark is { } repair)
            {
                repaired.Add(new ImportRemark(row.Row, number, "repaired-shape", repair));
            }
        }

        return (taken, repaired, refused);
    }

    private static ImportRemark? WhyNot(FileFeature row, string? number)
    {
        ImportRemark No(string code, string reason) => new(row.Row, number, code, reason);
        string? Value(string[] names) => PatchFields.Text(row.Values, names);
        return row.Shape is null ? No("bad-shape", row.Remark ?? "it has no geometry")
            : number is not { Length: > 0 and <= MostNumberChars } || number.Any(char.IsControl) ? No("no-number", $"it has no number; accepted are 1 … {MostNumberChars} characters in one of {string.Join(", ", PatchFields.Number)}")
            : Value(PatchFields.Area) is { } area && !IsArea(area) ? No("bad-area", $"'{Short(area)}' is no code of a county; accepted are 6, 9 or 12 digits")
            : !PatchFields.TryDay(Value(PatchFields.Before), out var before) ? No("bad-day", $"'{Short(Value(PatchFields.Before)!)}' is no day of the earlier image; accepted is 20261012, 2026-10-12 or 2026/10/12")
            : !PatchFields.TryDay(Value(PatchFields.After), out var after) ? No("bad-day", $"'{Short(Value(PatchFields.After)!)}' is no day of the later image; accepted is 20261012, 2026-10-12 or 2026/10/12")
            : before > after ? No("bad-days", $"the earlier image is of {before:yyyy-MM-dd}, the later one of {after:yyyy-MM-dd}")
            : !PatchFields.TryNumber(Value(PatchFields.StatedArea), out _) ? No("bad-area-m2", $"'{Short(Value(PatchFields.StatedArea)!)}' is no area; accepted is a number of m²")
            : EllipsoidArea.SquareMetres(row.Shape) is not (> 0 and < 1e10) ? No("bad-size", "its area is none, or more than 10,000 km²")
            : null;
    }

    private static PatchTaken Make(FileFeature row, string number)
    {
        string? Value(string[] names) => PatchFields.Text(row.Values, names) is { } text ? text.Length > MostTextChars ? text[..MostTextChars] : text : null;
        PatchFields.TryDay(Value(PatchFields.Before), out var before);
        PatchFields.TryDay(Value(PatchFields.After), out var after);
        PatchFields.TryNumber(Value(PatchFields.StatedArea), out var stated);
        PatchFields.TryNumber(Value(PatchFields.Score), out var score);
        return new PatchTaken(
            row.Row, number, Value(PatchFields.Area) is { } area ? area[..6] : null, Value(PatchFields.Place), Value(PatchFields.Kind)?.ToUpperInvariant(), Value(PatchFields.ClassBefore), stated,
            EllipsoidArea.SquareMetres(row.Shape!), before, after, Value(PatchFields.Features), PatchFields.Flag(Value(PatchFields.BasicFarmland)), PatchFields.Flag(Value(PatchFields.RedLine)), score,
            Value(PatchFields.Note), row.Shape!);
    }

    private static bool IsArea(string code) => code.Length is 6 or 9 or 12 && code.All(char.IsAsciiDigit);

    private static string Short(string text) => text.Length > 40 ? text[..40] : text;
}
