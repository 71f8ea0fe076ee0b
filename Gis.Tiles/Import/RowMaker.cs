using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Import;

/// <summary>Makes a row of the layer from a row of the file and its shape on Earth. Nothing is dropped without a remark.</summary>
internal sealed class RowMaker(ImportPlan plan)
{
    private const int MostTextChars = 100_000;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly (int At, FieldWish Wish)[] _fields =
        [.. plan.Fields.Where(wish => wish.Target is not null).Select(wish => (plan.From.Fields.ToList().FindIndex(field => field.Name == wish.Source), wish)).Where(field => field.Item1 >= 0)];

    private readonly int _east = Index(plan, plan.East);
    private readonly int _north = Index(plan, plan.North);

    /// <summary>Where the row says it lies, in the file's system. Throws an <see cref="UnfitRowException"/> where it says nothing.</summary>
    public Geometry ShapeOf(StagedRow row)
    {
        if (!plan.From.HasShapes)
        {
            return CoordinateColumns.Point(_east < 0 ? null : row.Values[_east], _north < 0 ? null : row.Values[_north]);
        }

        var shape = row switch
        {
            { Shape: { } blob } => StagedShape.Read(blob),
            { ShapeBytes: > 0 } => throw new UnfitRowException("too-many-points", $"it has more than {ShapeRules.MostPoints} positions, which is the most that is accepted"),
            _ => throw new UnfitRowException("no-shape", "the row has no geometry"),
        };
        if (shape.NumPoints > ShapeRules.MostPoints)
        {
            throw new UnfitRowException("too-many-points", $"it has {shape.NumPoints} positions; accepted are up to {ShapeRules.MostPoints}");
        }

        return plan.ClosesLines && plan.GeometryKind == "polygon" ? ShapeRules.AsOutline(shape) : shape;
    }

    public RowOutcome Make(StagedRow row, Geometry shape)
    {
        try
        {
            var (whole, repair, at) = ShapeRules.Accept(shape, plan.GeometryKind);
            var notes = new List<string>();
            var made = MakeRow(row, whole, notes);
            var remark = repair is null && notes.Count == 0 ? null : new RowRemark(
                row.Number, NameOf(row), string.Join("; ", notes.Prepend(repair).OfType<string>()), repair is not null ? "repaired-shape" : "value-left-out", Round(at?.Lon), Round(at?.Lat));
            return new RowOutcome(made, remark);
        }
        catch (Exception unfit) when (unfit is UnfitRowException or ArgumentException or TopologyException)
        {
            return Refuse(row, unfit);
        }
    }

    public RowOutcome Refuse(StagedRow row, Exception unfit)
    {
        var known = unfit as UnfitRowException;
        return new RowOutcome(null, new RowRemark(row.Number, NameOf(row), unfit.Message, known?.Code ?? "bad-shape", Round(known?.At?.Lon), Round(known?.At?.Lat)));
    }

    /// <summary>The national map service writes 156 (China) before the six digits.</summary>
    public static string? CodeOf(string? code) => code is ['1', '5', '6', .. { Length: 6 } area] ? area : code;

    private LayerRow MakeRow(StagedRow row, Geometry shape, List<string> notes)
    {
        var properties = new JsonObject();
        var common = new Dictionary<string, string>();
        foreach (var (at, wish) in _fields)
        {
            if (row.Values[at] is not { } value)
            {
                continue;
            }

            if (FieldProposals.Targets.Contains(wish.Target!))
            {
                if (Text(value, wish) is { Length: > 0 } text)
                {
                    common[wish.Target!] = text;
                }
            }
            else if (Value(value, wish, notes) is { } node)
            {
                properties[wish.Target!] = node;
            }
        }

        var minZoom = short.TryParse(common.GetValueOrDefault(FieldProposals.MinZoom), NumberStyles.None, CultureInfo.InvariantCulture, out var zoom) && zoom <= 24 ? zoom : (short)0;
        return new LayerRow(
            row.Number, CodeOf(common.GetValueOrDefault("code")), common.GetValueOrDefault("name_zh"), common.GetValueOrDefault("name_en"), plan.AreaCode ?? common.GetValueOrDefault(FieldProposals.AreaCode),
            minZoom, properties.ToJsonString(Json), shape);
    }

    private static JsonNode? Value(object value, FieldWish wish, List<string> notes)
    {
        if (value is string { Length: 0 })
        {
            return null;
        }

        JsonNode? node = wish.Kind switch
        {
            "integer" => value is long whole ? whole : long.TryParse(Plain(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null,
            "number" => Number(value),
            "boolean" => Boolean(value),
            "json" => Parsed(Text(value, wish)),
            _ => Text(value, wish),
        };
        if (node is null)
        {
            var text = Plain(value);
            notes.Add($"{wish.Source}: '{(text.Length > 40 ? text[..40] + "…" : text)}' is no {wish.Kind}, left out");
        }

        return node;
    }

    private static JsonNode? Number(object value) => value switch
    {
        long whole => whole,
        double number => double.IsFinite(number) ? number : null,
        _ => double.TryParse(Plain(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
    };

    private static JsonNode? Boolean(object value) => Plain(value).ToLowerInvariant() switch
    {
        "1" or "true" or "t" or "yes" or "y" or "是" => true,
        "0" or "false" or "f" or "no" or "n" or "否" => false,
        _ => null,
    };

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>The store holds no NUL in a text.</summary>
    private static string Text(object value, FieldWish wish)
    {
        var text = Plain(value).Replace("\0", "", StringComparison.Ordinal);
        return text.Length <= MostTextChars ? text : throw new UnfitRowException("value-too-long", $"{wish.Source} holds {text.Length} characters; accepted are up to {MostTextChars}");
    }

    private static string Plain(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim();

    private string? NameOf(StagedRow row)
    {
        const int mostChars = 80;
        foreach (var target in (string[])["name_zh", "name_en", "code"])
        {
            var found = Array.Find(_fields, field => field.Wish.Target == target);
            if (found.Wish is not null && row.Values[found.At] is { } value && Plain(value).Replace("\0", "", StringComparison.Ordinal) is { Length: > 0 } name)
            {
                return name.Length > mostChars ? name[..mostChars] : name;
            }
        }

        return null;
    }

    private static double? Round(double? degrees) => degrees is { } value && double.IsFinite(value) ? Math.Round(value, 6) : null;

    private static int Index(ImportPlan plan, string? field) => field is null ? -1 : plan.From.Fields.ToList().FindIndex(known => known.Name == field);
}
