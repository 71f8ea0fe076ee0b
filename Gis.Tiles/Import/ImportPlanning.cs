using System.Text.RegularExpressions;

namespace Gis.Tiles.Import;

/// <summary>Makes a plan of a wish, or refuses it with what would be accepted.</summary>
internal static partial class ImportPlanning
{
    /// <summary>Of a layer whose owner has said nothing.</summary>
    public const string NoLicence = "not stated";

    /// <summary>The register of map sheets is computed from the outline of the province.</summary>
    private const string ComputedLayer = "sheets";

    private const int MostTextChars = 200;

    private static readonly string[] Kinds = ["text", "integer", "number", "boolean", "json"];
    private static readonly string[] GeometryKinds = ["point", "line", "polygon"];

    /// <param name="layer">The layer as it is; null where it is new, or not chosen yet.</param>
    public static ImportPlan Of(ImportSource source, ImportWish wish, StoredLayer? layer, IEnumerable<FieldWish> remembered)
    {
        var table = SubLayerOf(source, wish);
        var (east, north) = table.HasShapes ? (null, null) : (FieldOf(table, wish.East ?? table.East, "east"), FieldOf(table, wish.North ?? table.North, "north"));
        if (east is not null && east == north)
        {
            throw Refused("One field cannot hold both coordinates; accepted are two different fields as east and north.");
        }

        var fields = wish.Fields ?? FieldProposals.For(table with { East = east, North = north }, remembered);
        CheckFields(table, fields);
        var area = Given(wish.AreaCode);
        if (area is not null && wish.Fields?.FirstOrDefault(field => field.Target == FieldProposals.AreaCode) is { } field)
        {
            throw Refused($"Both areaCode and the field '{Short(field.Source)}' say the area of a row; accepted is one of them.");
        }

        return new ImportPlan(
            table, CrsOf(table, wish), east, north, layer?.GeometryKind ?? KindOf(table, wish), area is null ? fields : [.. fields.Where(field => field.Target != FieldProposals.AreaCode)],
            wish.ClosesLines, area);
    }

    /// <summary>Refuses a name that no layer may have, and what is not said of a new one.</summary>
    public static LayerEntry EntryOf(ImportWish wish, StoredLayer? layer, string fileName, string by, string geometryKind)
    {
        var id = wish.Layer ?? "";
        if (!LayerName().IsMatch(id) || id == "records")
        {
            throw Refused($"'{Short(id)}' cannot name a layer; accepted are 2 to 49 of a–z, 0–9 and _, a letter first.");
        }

        if (id == ComputedLayer)
        {
            throw Refused($"The layer {id} is computed by the system; import into another.");
        }

        foreach (var text in (string?[])[wish.TitleZh, wish.TitleEn, wish.Licence, wish.Credit, wish.Owner])
        {
            if (text?.Length > MostTextChars || text?.Any(char.IsControl) == true)
            {
                throw Refused($"A title, licence, credit or owner has at most {MostTextChars} characters in one line.");
            }
        }

        var (zh, en, owner) = (Given(wish.TitleZh), Given(wish.TitleEn), Given(wish.Owner));
        if (layer is null && zh is null && en is null)
        {
            throw Refused("A new layer needs a title: titleZh, titleEn, or both.");
        }

        return new LayerEntry(
            id, zh ?? layer?.TitleZh ?? en!, en ?? layer?.TitleEn ?? zh!, geometryKind, Given(wish.Licence) ?? layer?.Licence ?? NoLicence, wish.Credit?.Trim() ?? layer?.Credit ?? owner ?? "",
            fileName, fileName, Approximate: false, MinZoom: 0, PublishedToAll: false, owner ?? layer?.Owner ?? by);
    }

    private static SubLayer SubLayerOf(ImportSource source, ImportWish wish) => wish.SubLayer is { } name
        ? source.SubLayers.FirstOrDefault(layer => layer.Name == name)
            ?? throw Refused($"The file holds no layer '{Short(name)}'; accepted is one of: {string.Join(", ", source.SubLayers.Select(layer => layer.Name).Take(20))}.")
        : source.SubLayers.Count == 1 ? source.SubLayers[0]
        : throw Refused($"The file holds {source.SubLayers.Count} layers; say as subLayer which: {string.Join(", ", source.SubLayers.Select(layer => layer.Name).Take(20))}.");

    private static string FieldOf(SubLayer table, string? name, string which) =>
        name is not null && table.Fields.Any(field => field.Name == name)
            ? name
            : throw Refused($"The table has no geometries; accepted as {which} is the field that holds the coordinate: {string.Join(", ", table.Fields.Select(field => field.Name).Take(40))}.");

    private static SourceCrs CrsOf(SubLayer table, ImportWish wish) =>
        SourceCrs.Of(wish.Crs)
        ?? (table.Crs is { } said ? new SourceCrs(said) : throw Refused($"The file does not say its coordinate system; accepted as crs are {SourceCrs.Accepted}."));

    private static string KindOf(SubLayer table, ImportWish wish) =>
        wish.GeometryKind is not { } kind ? table.MainKind
        : GeometryKinds.Contains(kind) ? kind
        : throw Refused($"'{Short(kind)}' is no kind of geometry; accepted are {string.Join(", ", GeometryKinds)}.");

    private static void CheckFields(SubLayer table, IReadOnlyList<FieldWish> fields)
    {
        var targets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var wish in fields)
        {
            if (wish?.Source is null || table.Fields.All(field => field.Name != wish.Source))
            {
                throw Refused($"The file has no field '{Short(wish?.Source ?? "")}'; accepted is one of: {string.Join(", ", table.Fields.Select(field => field.Name).Take(40))}.");
            }

            if (!Kinds.Contains(wish.Kind))
            {
                throw Refused($"'{Short(wish.Kind ?? "")}' is no kind of value; accepted are {string.Join(", ", Kinds)}.");
            }

            if (wish.Target is { } target && (target.Length is 0 or > ImportWish.MostNameChars || target.Any(char.IsControl) || target.Trim() != target))
            {
                throw Refused($"'{Short(target)}' cannot name a property; accepted are 1 to {ImportWish.MostNameChars} characters without blanks around them.");
            }

            if (wish.Target is not null && !targets.Add(wish.Target))
            {
                throw Refused($"Two fields become the property '{wish.Target}'; accepted is one.");
            }
        }
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Short(string text) => text.Length > 40 ? text[..40] : text;

    private static ImportRefusedException Refused(string message) => new(ImportRefusedException.BadWish, message);

    [GeneratedRegex("^[a-z][a-z0-9_]{1,48}$")]
    private static partial Regex LayerName();
}
