using System.Globalization;
using System.Text.Json.Nodes;
using Gis.Tiles.Crs;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Records;

/// <summary>Records and their collection as OGC API Records Part 1 (20-004r1) writes them.</summary>
internal static class RecordDocuments
{
    public const string CatalogProfile = "http://www.opengis.net/def/profile/OGC/0/ogc-catalog";
    public const string RecordProfile = "http://www.opengis.net/def/profile/OGC/0/ogc-record";
    public const string RecordCore = "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core";

    private const string Title = "Catalogue of layers";

    /// <summary>Licences of geographic data that SPDX has a name for; others are told in words, as rights.</summary>
    private static readonly string[] SpdxLicences = ["CC0-1.0", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-4.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0"];

    public static JsonObject Collection(RecordUrls urls, LonLatBox? extent)
    {
        var document = new JsonObject
        {
            ["id"] = RecordUrls.Id,
            ["type"] = "Collection",
            ["itemType"] = "record",
            ["title"] = Title,
            ["title_zh"] = "图层目录",
            ["description"] = "A record of each layer that you may see: what it is, who answers for it, how fresh it is, and where to get it. 您可查看的每个图层的目录记录。",
            ["language"] = Language("en"),
            ["languages"] = new JsonArray(Language("zh")),
            ["links"] = OgcLink.Array(
                new OgcLink("self", urls.Collection, MediaTypes.OgcCatalog, Title),
                new OgcLink("items", urls.Items, MediaTypes.GeoJson, "Records"),
                new OgcLink("items", $"{urls.Items}?f=html", MediaTypes.Html, "Records as a page"),
                new OgcLink("http://www.opengis.net/def/rel/ogc/1.0/queryables", urls.Queryables, MediaTypes.JsonSchema, "Names and kinds of the properties"),
                Profile(CatalogProfile)),
        };
        if (extent is { } box)
        {
            document["extent"] = Extent(box);
        }

        return document;
    }

    public static JsonObject Queryables(RecordUrls urls)
    {
        var properties = new JsonObject
        {
            ["geometry"] = new JsonObject { ["title"] = "geometry", ["format"] = "geometry-polygon", ["x-ogc-role"] = "primary-geometry" },
        };
        foreach (var queryable in RecordQueryable.All)
        {
            var property = new JsonObject { ["title"] = queryable.Title, ["type"] = queryable.SchemaType };
            if (queryable is { Choices: { } choices, SchemaType: "string" })
            {
                property["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice)]);
            }

            properties[queryable.Name] = property;
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = urls.Queryables,
            ["type"] = "object",
            ["title"] = Title,
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    /// <summary>The record without the links of its own form.</summary>
    public static JsonObject Record(CatalogueRecord record, RecordUrls urls, DateTimeOffset now)
    {
        var document = new JsonObject
        {
            ["id"] = record.Id,
            ["type"] = "Feature",
            ["conformsTo"] = new JsonArray(RecordCore),
            ["geometry"] = record.Extent is { } box ? Outline(box) : null,
            ["time"] = Time(record.Words),
            ["properties"] = Properties(record, now),
            ["links"] = RecordLinks.Of(record, urls),
            ["linkTemplates"] = new JsonArray(RecordLinks.Tiles(record, urls)),
        };
        if (record.Extent is { } extent)
        {
            document["extent"] = Extent(extent);
        }

        return document;
    }

    public static OgcLink Profile(string profile) => new("profile", profile, MediaTypes.Json, "Profile of this document");

    private static JsonObject Properties(CatalogueRecord record, DateTimeOffset now)
    {
        var (info, words) = (record.Info, record.Words);
        var properties = new JsonObject
        {
            ["type"] = CatalogueRecord.Type,
            ["title"] = info.TitleEn,
            ["title_zh"] = info.TitleZh,
            ["description"] = record.DescriptionEn,
            ["description_zh"] = record.DescriptionZh,
            ["created"] = Instant(record.Record.CreatedAt),
            ["updated"] = Instant(record.Record.UpdatedAt > info.ChangedAt ? record.Record.UpdatedAt : info.ChangedAt),
            ["language"] = Language("en"),
            ["languages"] = new JsonArray(Language("zh")),
            ["owner"] = record.OwnerEn,
            ["owner_zh"] = record.OwnerZh,
            ["source"] = info.Source,
            ["edition"] = info.Edition,
            ["kind"] = record.Kind,
            ["geometry_kind"] = info.GeometryKind,
            ["overdue"] = record.Record.IsOverdue(now),
            ["formats"] = record.IsImage ? new JsonArray(Format("PNG", MediaTypes.Png)) : new JsonArray(Format("GeoJSON", MediaTypes.GeoJson), Format("Mapbox Vector Tiles", MediaTypes.VectorTile)),
            ["contacts"] = Contacts(record),
            [SpdxLicences.Contains(info.Licence, StringComparer.Ordinal) ? "license" : "rights"] = info.Licence,
        };
        AddIfAny(properties, "lineage", words.LineageEn);
        AddIfAny(properties, "lineage_zh", words.LineageZh);
        AddIfAny(properties, "quality", words.QualityEn);
        AddIfAny(properties, "quality_zh", words.QualityZh);
        if (record.Keywords.Count > 0)
        {
            properties["keywords"] = new JsonArray([.. record.Keywords.Select(word => (JsonNode)word)]);
        }

        if (words.ExternalIds is { Count: > 0 } ids)
        {
            properties["externalIds"] = new JsonArray([.. ids.Select(ExternalId.Parse).Select(id => (JsonNode)Named(id))]);
        }

        if (words.UpdateEveryDays is { } days)
        {
            properties["update_every_days"] = days;
            properties["due"] = Instant(record.Record.DueAt!.Value);
        }

        if (record.Record.FreshAt is { } fresh)
        {
            properties["fresh"] = Instant(fresh);
        }

        return properties;
    }

    private static JsonObject Format(string name, string mediaType) => new() { ["name"] = name, ["mediaType"] = mediaType };

    private static JsonArray Contacts(CatalogueRecord record)
    {
        var words = record.Words;
        var contacts = new JsonArray(new JsonObject { ["organization"] = $"{record.OwnerEn} / {record.OwnerZh}", ["roles"] = new JsonArray("owner") });
        if (words.ContactName.Length + words.ContactEmail.Length + words.ContactPhone.Length > 0)
        {
            var contact = new JsonObject { ["roles"] = new JsonArray("pointOfContact"), ["organization"] = record.OwnerEn };
            AddIfAny(contact, "name", words.ContactName);
            if (words.ContactEmail.Length > 0)
            {
                contact["emails"] = new JsonArray(new JsonObject { ["value"] = words.ContactEmail });
            }

            if (words.ContactPhone.Length > 0)
            {
                contact["phones"] = new JsonArray(new JsonObject { ["value"] = words.ContactPhone });
            }

            contacts.Add((JsonNode)contact);
        }

        return contacts;
    }

    private static JsonObject Named(ExternalId id) =>
        id.Scheme is { } scheme ? new JsonObject { ["scheme"] = scheme, ["value"] = id.Value } : new JsonObject { ["value"] = id.Value };

    private static JsonObject? Time(RecordWords words) => words is { TimeFrom: null, TimeTo: null }
        ? null
        : new JsonObject { ["interval"] = new JsonArray(Day(words.TimeFrom), Day(words.TimeTo)) };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "..";

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonObject Language(string code) => new() { ["code"] = code };

    private static JsonObject Extent(LonLatBox box) => new()
    {
        ["spatial"] = new JsonObject { ["bbox"] = new JsonArray(new JsonArray(box.West, box.South, box.East, box.North)), ["crs"] = ReferenceSystems.Crs84.Uri },
    };

    private static JsonObject Outline(LonLatBox box) => new()
    {
        ["type"] = "Polygon",
        ["coordinates"] = new JsonArray(new JsonArray(
            new JsonArray(box.West, box.South), new JsonArray(box.East, box.South), new JsonArray(box.East, box.North), new JsonArray(box.West, box.North), new JsonArray(box.West, box.South))),
    };

    private static void AddIfAny(JsonObject document, string name, string text)
    {
        if (text.Length > 0)
        {
            document[name] = text;
        }
    }
}
