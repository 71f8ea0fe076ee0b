using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Video;

/// <summary>An event that a camera or its analysis reports, whatever the source. <see cref="Raw"/> is the message as JSON.</summary>
internal sealed record VideoSighting(
    string EventKey, string Kind, string Source, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    string? Label, double? Confidence, string? Zone, string Raw) : FieldFact;
