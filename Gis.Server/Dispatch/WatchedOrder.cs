namespace Gis.Server.Dispatch;

/// <summary>What the watch over orders needs to know of one.</summary>
internal sealed record WatchedOrder(
    long Id, string Code, long IncidentId, string State, DateTimeOffset? SentAt, DateTimeOffset? DueAt, bool WasRealerted, bool WasNextOffered);
