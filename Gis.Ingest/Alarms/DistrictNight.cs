namespace Gis.Ingest.Alarms;

/// <summary>
/// A district meter's night that ended at <see cref="End"/>, 04:00 Beijing time, and what the nights before it were like. Flows in L/h; the mean is that of
/// the 24 hours up to the end, null where some of them are not known; the median and its median absolute deviation are null where no night is.
/// </summary>
internal readonly record struct DistrictNight(
    DateTimeOffset End, double Least, double? Mean, int BaselineNights, double? Median, double? Deviation);
