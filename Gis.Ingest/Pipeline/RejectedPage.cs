namespace Gis.Ingest.Pipeline;

/// <summary>The newest rejected messages.</summary>
internal sealed record RejectedPage(IReadOnlyList<RejectedItem> Items, string? Next);
