using System.Globalization;
using Gis.Tiles.Crs;
using Gis.Tiles.Filters;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Features;

/// <summary>What a caller wants of a collection's items.</summary>
internal sealed record ItemQuery
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 10_000;

    public required Shape? Box { get; init; }

    public required TimeSpanFilter? Time { get; init; }

    public required int Limit { get; init; }

    /// <summary>Where the page before ended; null for the first page.</summary>
    public required PagePlace? After { get; init; }

    /// <summary>In which system the geometries are given.</summary>
    public required ReferenceSystem Crs { get; init; }

    /// <summary>The parameter <c>filter</c>, and one for each parameter that is named as a property.</summary>
    public required IReadOnlyList<Filter> Filters { get; init; }

    /// <summary>Empty: by id.</summary>
    public required IReadOnlyList<SortKey> Sort { get; init; }

    /// <summary>The properties that are given; null for all.</summary>
    public required IReadOnlyList<string>? Properties { get; init; }

    public static string[] Names { get; } = ["bbox", "bbox-crs", "datetime", "limit", "after", "crs", "filter", "filter-lang", "filter-crs", "sortby", "properties", PastReader.Parameter];

    /// <summary>Everything of the collection: then its count is known without counting.</summary>
    public bool IsUnfiltered => Box is null && Time is null && Filters.Count == 0;

    /// <summary>A box in degrees that does not span the date line, answered in degrees, and no other condition or order.</summary>
    public bool AsksForBoxOnly =>
        Box is { System.IsGeographic: true, Geometry: not GeometryCollection } && Time is null && Filters.Count == 0 && Sort.Count == 0 && Properties is null && Crs.IsGeographic;

    /// <summary>A zone may not reach a feature, and shapes may not be comparable: then the store can't compute a row.</summary>
    public bool MayFail => Crs.IsZone || Filters.Count > 0;

    /// <summary>It names properties, so that the layer's must be known to read it.</summary>
    public static bool NamesProperties(IQueryCollection query) => query.Keys.Any(name => name is "filter" or "sortby" or "properties" || IsForeign(name));

    /// <param name="queryables">May be empty where the query names no properties.</param>
    public static ItemQuery? TryParse(IQueryCollection query, IReadOnlyDictionary<string, QueryableProperty> queryables, out Refusal? why)
    {
        Shape? box = null;
        TimeSpanFilter? time = null;
        if (CrsOf(query, "crs", out why) is not { } crs || CrsOf(query, "bbox-crs", out why) is not { } boxCrs)
        {
            return null;
        }

        if (query.TryGetValue("bbox", out var bbox) && (box = BoundingBox.TryParse(bbox.ToString(), boxCrs, out why)) is null)
        {
            return null;
        }

        if (query.TryGetValue("datetime", out var datetime) && (time = TimeSpanFilter.TryParse(datetime.ToString(), out why)) is null)
        {
            return null;
        }

        if (LimitOf(query) is not { } limit)
        {
            why = Refusal.BadParameter("limit", "accepted-limit");
            return null;
        }

        IReadOnlyList<SortKey> sort = [];
        if (query.TryGetValue("sortby", out var sortBy))
        {
            if (SortKey.TryParse(sortBy.ToString(), queryables) is not { } keys)
            {
                why = Refusal.BadParameter("sortby", $"{SimpleNames(queryables)}; -{LayerField.Common[0].Name}");
                return null;
            }

            sort = keys;
        }

        IReadOnlyList<string>? properties = query.TryGetValue("properties", out var chosen) ? chosen.ToString().Split(',') : null;
        if (properties is not null && !properties.All(name => queryables.TryGetValue(name, out var known) && known.Kind != ValueKind.Geometry))
        {
            why = Refusal.BadParameter("properties", SimpleNames(queryables));
            return null;
        }

        PagePlace? after = null;
        if (query.TryGetValue("after", out var token) && (after = PagePlace.TryParse(token.ToString(), sort)) is null)
        {
            why = Refusal.BadParameter("after", "accepted-after");
            return null;
        }

        return FiltersOf(query, queryables, out why) is { } filters
            ? new ItemQuery { Box = box, Time = time, Limit = limit, After = after, Crs = crs, Filters = filters, Sort = sort, Properties = properties }
            : null;
    }

    /// <summary>The system that a parameter names; CRS84 where it is not given, null where it is none of ours.</summary>
    public static ReferenceSystem? CrsOf(IQueryCollection query, string parameter, out Refusal? why)
    {
        var system = query.TryGetValue(parameter, out var name) ? ReferenceSystems.Find(name.ToString()) : ReferenceSystems.Crs84;
        why = system is null ? Refusal.BadParameter(parameter, "accepted-crs") : null;
        return system;
    }

    private static List<Filter>? FiltersOf(IQueryCollection query, IReadOnlyDictionary<string, QueryableProperty> queryables, out Refusal? why)
    {
        var filters = new List<Filter>();
        foreach (var (name, value) in query.Where(parameter => IsForeign(parameter.Key)))
        {
            why = queryables.TryGetValue(name, out var queryable) && queryable.Kind != ValueKind.Geometry
                ? null
                : Refusal.BadParameter(name, $"f, {string.Join(", ", Names)}, {SimpleNames(queryables)}");
            if (why is not null || Filter.TryEqual(queryable!, value.ToString(), out why) is not { } equal)
            {
                return null;
            }

            filters.Add(equal);
        }

        if (FilterOf(query, queryables, out why) is { } filter)
        {
            filters.Add(filter);
        }

        return why is null ? filters : null;
    }

    /// <summary>The parameter <c>filter</c> with those that say how it is written; null where it is not given, or with the reason where one can't be read.</summary>
    public static Filter? FilterOf(IQueryCollection query, IReadOnlyDictionary<string, QueryableProperty> queryables, out Refusal? why)
    {
        if (LanguageOf(query) is not { } language)
        {
            why = Refusal.BadParameter("filter-lang", "cql2-text, cql2-json");
            return null;
        }

        return CrsOf(query, "filter-crs", out why) is { } system && query.TryGetValue("filter", out var text)
            ? Filter.TryParse(text.ToString(), language, system, queryables, out why)
            : null;
    }

    private static string SimpleNames(IReadOnlyDictionary<string, QueryableProperty> queryables) =>
        string.Join(", ", queryables.Values.Where(known => known.Kind != ValueKind.Geometry).Select(known => known.Name));

    private static FilterLanguage? LanguageOf(IQueryCollection query) => !query.TryGetValue("filter-lang", out var name) ? FilterLanguage.Text : name.ToString() switch
    {
        "cql2-text" => FilterLanguage.Text,
        "cql2-json" => FilterLanguage.Json,
        _ => null,
    };

    private static bool IsForeign(string parameter) => parameter != "f" && !Names.Contains(parameter, StringComparer.Ordinal);

    /// <summary>A wish beyond the limit is no error but gets the most there is (OGC API Features 7.15.2).</summary>
    private static int? LimitOf(IQueryCollection query)
    {
        if (!query.TryGetValue("limit", out var text))
        {
            return DefaultLimit;
        }

        var digits = text.ToString().TrimStart('0');
        return digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9') ? null
            : digits.Length > 5 ? MaxLimit
            : Math.Min(MaxLimit, int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
