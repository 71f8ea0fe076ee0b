namespace Gis.Ingest.Pipeline;

/// <summary>One rejected message as an administrator sees it.</summary>
internal sealed record RejectedItem(
    long Id, DateTimeOffset ReceivedAt, string Source, string Topic, int PayloadLen, string PayloadText, string Code, string Reason, long? ThingId);
