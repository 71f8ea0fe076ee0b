namespace Gis.Ingest;

/// <summary>A registered thing that has no datastreams for some values of a recording.</summary>
/// <param name="Scheme">Under which scheme of names it is registered.</param>
/// <param name="Code">Its name.</param>
/// <param name="Streams">What is not there: property, period in seconds (0 for moments), unit where the recording states it.</param>
public sealed record LackingThing(string Scheme, string Code, IReadOnlyList<(string Property, int PeriodS, string? Unit)> Streams);
