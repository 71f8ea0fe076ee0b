using System.Globalization;
using Gis.Tiles.Crs;
using Gis.Tiles.Features;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Records;

/// <summary>What a caller wants of the catalogue; all that is asked must hold of a record.</summary>
internal sealed record RecordQuery
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;

    public static string[] Names { get; } =
        ["q", "bbox", "datetime", "type", "ids", "externalIds", "limit", "after", .. RecordQueryable.All.Select(queryable => queryable.Name)];

    public TextSearch? Text { get; private init; }

    public Shape? Box { get; private init; }

    public TimeSpanFilter? Time { get; private init; }

    public IReadOnlyList<string>? Types { get; private init; }

    public IReadOnlyList<string>? Ids { get; private init; }

    public IReadOnlyList<ExternalId>? ExternalIds { get; private init; }

    /// <summary>Queryables by the value that is asked of each.</summary>
    public IReadOnlyList<(RecordQueryable Queryable, string Value)> Values { get; private init; } = [];

    public int Limit { get; private init; } = DefaultLimit;

    /// <summary>The id of the last record of the page before; null for the first page.</summary>
    public string? After { get; private init; }

    public static RecordQuery? TryParse(IQueryCollection query, out Refusal? why)
    {
        why = null;
        TextSearch? text = null;
        Shape? box = null;
        TimeSpanFilter? time = null;
        if (query.TryGetValue("q", out var q) && (text = TextSearch.TryParse(q.ToString())) is null)
        {
            why = Refusal.BadParameter("q", "accepted-q");
        }
        else if (query.TryGetValue("bbox", out var bbox))
        {
            box = BoundingBox.TryParse(bbox.ToString(), ReferenceSystems.Crs84, out why);
        }

        if (why is null && query.TryGetValue("datetime", out var datetime))
        {
            time = TimeSpanFilter.TryParse(datetime.ToString(), out why);
        }

        if (why is null && LimitOf(query) is null)
        {
            why = Refusal.BadParameter("limit", "accepted-records-limit");
        }

        var values = RecordQueryable.All.Where(known => query.ContainsKey(known.Name)).Select(known => (known, query[known.Name].ToString())).ToList();
        if (why is null && values.Find(asked => !asked.known.Accepts(asked.Item2)) is ({ } wrong, _))
        {
            why = Refusal.BadParameter(wrong.Name, string.Join(", ", wrong.Choices!));
        }

        return why is not null ? null : new RecordQuery
        {
            Text = text,
            Box = box,
            Time = time,
            Types = ListOf(query, "type"),
            Ids = ListOf(query, "ids"),
            ExternalIds = ListOf(query, "externalIds")?.Select(ExternalId.Parse).ToList(),
            Values = values,
            Limit = LimitOf(query)!.Value,
            After = query.TryGetValue("after", out var after) ? after.ToString() : null,
        };
    }

    private static string[]? ListOf(IQueryCollection query, string name) => query.TryGetValue(name, out var list) ? list.ToString().Split(',', StringSplitOptions.TrimEntries) : null;

    /// <summary>A wish beyond the limit is no error but gets the most there is (OGC API Features 7.15.2).</summary>
    private static int? LimitOf(IQueryCollection query) =>
        !query.TryGetValue("limit", out var text) ? DefaultLimit
        : int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? Math.Min(MaxLimit, number)
        : null;
}
