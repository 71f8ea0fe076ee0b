namespace Gis.Demo.Episodes;

/// <summary>The wish that something happen now: at a given outfall, or wherever it tells most.</summary>
internal sealed record EpisodeRequest(string? Outfall);
