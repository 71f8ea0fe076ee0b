namespace Gis.Server.Deliveries;

/// <summary>The delivery ledger of one thing over some days.</summary>
/// <param name="Expected">When anything was expected: from a registration to a retirement, cut at these days. Outside of it nothing was, nor is it missing.</param>
/// <param name="Gaps">Newest first; not more than a page of them.</param>
/// <param name="GapCount">How many there are.</param>
/// <param name="Numbers">By the device's own numbering; null where it does not number its messages.</param>
/// <param name="Requests">What a request for these gaps would ask the device.</param>
/// <param name="NoRequest">Why nothing can be asked, as a code: no-mn, nothing-missing, only-moments, already-asked; null where something can.</param>
internal sealed record DeliveryCard(
    DateOnly From, DateOnly To, IReadOnlyList<DeliveryDay> Days, IReadOnlyList<ExpectedSpan> Expected, IReadOnlyList<GapItem> Gaps, int GapCount,
    NumberedCard? Numbers, IReadOnlyList<GapAsk> Requests, string? NoRequest);

/// <summary>A span in which some datastream of the thing was registered.</summary>
internal sealed record ExpectedSpan(DateTimeOffset From, DateTimeOffset To);

/// <summary>A run of values that were due and are not there.</summary>
/// <param name="Properties">Those that miss the same moments.</param>
/// <param name="PeriodS">0 for moments.</param>
/// <param name="From">When the first one missing was due; of a period, its start.</param>
/// <param name="To">When the next one was.</param>
/// <param name="Missing">How many are missing of each property.</param>
/// <param name="Request">The last request that asked for any of it.</param>
internal sealed record GapItem(
    IReadOnlyList<string> Properties, int PeriodS, int StepS, DateTimeOffset From, DateTimeOffset To, long Missing, GapRequested? Request);

/// <summary>A device that numbers its messages (seq).</summary>
/// <param name="Newest">The last number seen, in the counter's present life.</param>
/// <param name="Since">When that life began, by the time of the data.</param>
/// <param name="Restarts">How often the counter has begun again.</param>
/// <param name="Holes">Numbers that were passed over in these days and have not come since, newest first.</param>
internal sealed record NumberedCard(long Newest, DateTimeOffset Since, int Restarts, long Missing, IReadOnlyList<HoleItem> Holes);

/// <summary>Numbers that are missing, and between which times their data lies.</summary>
internal sealed record HoleItem(long First, long Last, DateTimeOffset After, DateTimeOffset Before);
