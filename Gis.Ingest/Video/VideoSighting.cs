using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Video;

/// <summary>An event that a camera or its analysis reports, whatever the source. <see cref="Raw"/> is the message as JSON.</summary>
internal sealed record VideoSighting(
    string EventKey, string Kind, string Source, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    string? Label, double? Confidence, string? Zone, string Raw) : FieldFact
{
    /// <summary>When it was seen last, where the source goes on telling of an event; null for one that tells once.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }
}
