namespace Gis.Ingest;

/// <summary>A thing of a recording that nobody has registered, as far as the recording tells of it.</summary>
/// <param name="Scheme">Under which scheme of names it speaks: <c>mn</c>, <c>meter</c>, <c>thing</c> …</param>
/// <param name="Code">Its name.</param>
/// <param name="Kind">What it is; empty where the recording does not say.</param>
/// <param name="Name">Its Chinese name, or empty.</param>
/// <param name="AreaName">The name of the place that it belongs to, or empty.</param>
/// <param name="Lon">Degrees, as published.</param>
/// <param name="Lat">Degrees, as published.</param>
/// <param name="Streams">What it says: property, period in seconds (0 for moments), unit where it is stated.</param>
public sealed record UnregisteredThing(
    string Scheme, string Code, string Kind, string Name, string AreaName, double? Lon, double? Lat, IReadOnlyList<(string Property, int PeriodS, string? Unit)> Streams);
