namespace Gis.Ingest.Pipeline;

/// <summary>Why something was not taken: a stable code, and a sentence that says what would be accepted.</summary>
internal sealed record Rejection(string Code, string Reason);
