using NetTopologySuite.Geometries;

namespace Gis.Tiles.Records;

/// <summary>Which records a query selects: those of which all that it asks holds.</summary>
internal static class RecordSearch
{
    public static IEnumerable<CatalogueRecord> Select(IEnumerable<CatalogueRecord> records, RecordQuery query, DateTimeOffset now) =>
        records.Where(record => Matches(record, query, now)).OrderBy(record => record.Id, StringComparer.Ordinal);

    private static bool Matches(CatalogueRecord record, RecordQuery query, DateTimeOffset now) =>
        query.Text?.Matches(record.Texts) != false
        && query.Types?.Contains(CatalogueRecord.Type, StringComparer.Ordinal) != false
        && query.Ids?.Contains(record.Id, StringComparer.Ordinal) != false
        && (query.ExternalIds is null || (record.Words.ExternalIds ?? []).Select(ExternalId.Parse).Any(own => query.ExternalIds.Any(own.Answers)))
        && query.Values.All(asked => asked.Queryable.Has(record, asked.Value, now))
        && MeetsBox(record, query)
        && MeetsTime(record.Words, query);

    private static bool MeetsBox(CatalogueRecord record, RecordQuery query) =>
        query.Box is null
        || (record.Extent is { } extent
            && query.Box.Geometry.Intersects(GeometryFactory.Default.ToGeometry(new Envelope(extent.West, extent.East, extent.South, extent.North))));

    /// <summary>Records whose time is not known match every datetime (OGC API Features 7.15.4).</summary>
    private static bool MeetsTime(RecordWords words, RecordQuery query)
    {
        var begin = words.TimeFrom is { } from ? StartOf(from) : (DateTimeOffset?)null;
        var end = words.TimeTo is { } to ? StartOf(to).AddDays(1).AddTicks(-1) : (DateTimeOffset?)null;
        return query.Time is not { } asked || !(begin > asked.To || end < asked.From);
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
