namespace Gis.Ingest.Alarms;

/// <summary>One rule on one property of one thing: there is at most one open alarm under it. Property is empty for the thing as a whole.</summary>
internal readonly record struct AlarmKey(long ThingId, string Property, string Rule);
