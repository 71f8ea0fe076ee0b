using System.Globalization;
using System.Text.RegularExpressions;

namespace Gis.Tiles.Import;

/// <summary>What is proposed for the fields of a file: as it was done the last time, or as their names and values suggest.</summary>
internal static partial class FieldProposals
{
    public const string MinZoom = "min_zoom";
    public const string AreaCode = "area_code";

    private const int MostDigits = 15;

    /// <summary>Under which names files from elsewhere carry what every layer knows; the first one found is taken.</summary>
    private static readonly (string Target, string[] Names)[] Known =
    [
        ("code", ["code", "gb", "adcode", "xzqdm", "编码", "代码", "编号"]),
        ("name_zh", ["name_zh", "name", "xzqmc", "名称", "中文名", "中文名称"]),
        ("name_en", ["name_en", "ename", "英文名", "英文名称"]),
        (AreaCode, [AreaCode, "行政区代码", "区划代码", "行政区划代码"]),
        (MinZoom, [MinZoom]),
    ];

    public static IReadOnlyList<string> Targets { get; } = [.. Known.Select(known => known.Target)];

    /// <param name="remembered">What was done with fields before, the layer's own first; the first of a name counts.</param>
    public static IReadOnlyList<FieldWish> For(SubLayer layer, IEnumerable<FieldWish> remembered)
    {
        var before = remembered.DistinctBy(wish => wish.Source).ToDictionary(wish => wish.Source);
        var wishes = layer.Fields.ToDictionary(field => field.Name, field => before.GetValueOrDefault(field.Name));
        var taken = wishes.Values.Select(wish => wish?.Target).OfType<string>().ToHashSet();
        foreach (var (target, names) in Known.Where(known => !taken.Contains(known.Target)))
        {
            var field = names.Select(name => layer.Fields.FirstOrDefault(field => wishes[field.Name] is null && string.Equals(field.Name.Trim(), name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(field => field is not null);
            if (field is not null)
            {
                wishes[field.Name] = new FieldWish(field.Name, target, "text");
                taken.Add(target);
            }
        }

        return [.. layer.Fields.Select(field => wishes[field.Name] ?? new FieldWish(field.Name, Own(layer, field, taken), field.Kind))];
    }

    /// <summary>Texts that are all numbers are numbers, unless a zero in front says that they are a code.</summary>
    public static string KindOf(IReadOnlyList<string> values) =>
        values.Count == 0 ? "text"
        : values.All(value => WholeNumber().IsMatch(value) && value.Length <= MostDigits) ? "integer"
        : values.All(value => DecimalNumber().IsMatch(value) && value.Length <= MostDigits + 2 && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) ? "number"
        : "text";

    /// <summary>A property under the field's own name; the columns of coordinates have become the shape.</summary>
    private static string? Own(SubLayer layer, SourceField field, HashSet<string> taken)
    {
        var name = field.Name.Trim();
        return name.Length is 0 or > ImportWish.MostNameChars || field.Name == layer.East || field.Name == layer.North || !taken.Add(name) ? null : name;
    }

    [GeneratedRegex("^(0|-?[1-9][0-9]*)$")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$")]
    private static partial Regex DecimalNumber();
}
