namespace Gis.Ingest.Rollups;

/// <summary>A night of a district meter; without a least flow where nothing can be said of it.</summary>
internal readonly record struct NightRow(long ThingId, DateTimeOffset EndsAt, double? LeastLitresPerHour, double? MeanLitresPerHour);
