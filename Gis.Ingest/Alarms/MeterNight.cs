namespace Gis.Ingest.Alarms;

/// <summary>What the store holds of a meter's day that ends at <see cref="End"/>, 04:00 Beijing time: its least interval, and the least flow of its last two hours.</summary>
internal readonly record struct MeterNight(DateTimeOffset End, double LeastLitres, double LeastAtNightLitresPerHour);
