namespace Gis.Server.Incidents;

/// <summary>Something that happened to an incident: a row of its timeline.</summary>
internal sealed record IncidentFact(string Kind, IReadOnlyDictionary<string, object?> Details);
