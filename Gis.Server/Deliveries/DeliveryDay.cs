namespace Gis.Server.Deliveries;

/// <summary>A Beijing day of a thing's ledger. What was due and is there goes by the time of the data, what arrived by the time it came: the two are not the same values.</summary>
/// <param name="Expected">Values of this day that are due by now, of all datastreams.</param>
/// <param name="Present">How many of them are there.</param>
/// <param name="Missing">How many are not.</param>
/// <param name="Rate">Those that the transmission rate counts.</param>
/// <param name="Backfilled">Values of this day that came more than 24 hours late.</param>
/// <param name="NumbersMissing">Messages of this day that are missing by the device's own numbers; where a run of them crosses midnight, its share by time.</param>
/// <param name="Arrived">What came on this day, of whatever day it told; null where nothing came.</param>
internal sealed record DeliveryDay(
    DateOnly Day, long Expected, long Present, long Missing, DeliveryFigures Rate, long Backfilled, long NumbersMissing, ArrivedCounts? Arrived);

/// <summary>What came on a day: values, and messages without values.</summary>
/// <param name="Duplicate">Values that were known already.</param>
/// <param name="Rejected">Messages that were refused.</param>
/// <param name="Late">Values that were older than 24 hours.</param>
internal sealed record ArrivedCounts(long Received, long Stored, long Duplicate, long Rejected, long Late);
