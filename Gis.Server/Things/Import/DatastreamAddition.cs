namespace Gis.Server.Things.Import;

/// <summary>Datastreams for a thing that is registered already; what it has stays as it is.</summary>
internal sealed record DatastreamAddition(int Line, long ThingId, string AliasScheme, string Alias, IReadOnlyList<DatastreamEntry> Datastreams);
