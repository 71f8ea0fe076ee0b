using System.Globalization;
using Gis.Tiles.Crs;
using Gis.Tiles.Filters;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Features;

/// <summary>What a caller wants of a collection's items.</summary>
/// <param name="After">Only features with an id above this: where the page before ended.</param>
/// <param name="Filters">The parameter <c>filter</c>, and one for each parameter that is named as a property.</param>
/// <param name="Crs">In which system the geometries are given.</param>
internal sealed record ItemQuery(Shape? Box, TimeSpanFilter? Time, int Limit, long? After, ReferenceSystem Crs, IReadOnlyList<Filter> Filters)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 10_000;

    public static string[] Names { get; } = ["bbox", "bbox-crs", "datetime", "limit", "after", "crs", "filter", "filter-lang", "filter-crs"];

    /// <summary>Everything of the collection: then its count is known without counting.</summary>
    public bool IsUnfiltered => Box is null && Time is null && Filters.Count == 0;

    /// <summary>It names properties, so that the layer's must be known to read it.</summary>
    public static bool NamesProperties(IQueryCollection query) => query.Keys.Any(name => name == "filter" || IsForeign(name));

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

        if (!TryAfter(query, out var after))
        {
            why = Refusal.BadParameter("after", "accepted-after");
            return null;
        }

        return FiltersOf(query, queryables, out why) is { } filters ? new ItemQuery(box, time, limit, after, crs, filters) : null;
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
                : Refusal.BadParameter(name, string.Join(", ", Names.Prepend("f").Concat(queryables.Values.Where(known => known.Kind != ValueKind.Geometry).Select(known => known.Name))));
            if (why is not null || Filter.TryEqual(queryable!, value.ToString(), out why) is not { } equal)
            {
                return null;
            }

            filters.Add(equal);
        }

        if (LanguageOf(query) is not { } language)
        {
            why = Refusal.BadParameter("filter-lang", "cql2-text, cql2-json");
            return null;
        }

        if (CrsOf(query, "filter-crs", out why) is not { } system)
        {
            return null;
        }

        if (query.TryGetValue("filter", out var text))
        {
            if (Filter.TryParse(text.ToString(), language, system, queryables, out why) is not { } filter)
            {
                return null;
            }

            filters.Add(filter);
        }

        return filters;
    }

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

    private static bool TryAfter(IQueryCollection query, out long? after)
    {
        after = null;
        if (!query.TryGetValue("after", out var text))
        {
            return true;
        }

        if (!long.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        after = id;
        return true;
    }
}
