namespace Gis.Server.ReadModel;

/// <summary>Which incidents are wanted, newest first; what is null does not restrict.</summary>
/// <param name="Roots">Area nodes of which the incident's area must be inside one.</param>
/// <param name="Closed">True: only closed ones; false: only those that are not.</param>
/// <param name="ClosedSince">With <paramref name="Closed"/> false: also those that were closed after this.</param>
/// <param name="After">Only ids below this: the cursor of the page before.</param>
internal sealed record IncidentFilter(
    IReadOnlyList<string>? Roots = null,
    IReadOnlyList<long>? Ids = null,
    bool? Closed = null,
    DateTimeOffset? ClosedSince = null,
    long? ThingId = null,
    long? After = null,
    int? Limit = null);
