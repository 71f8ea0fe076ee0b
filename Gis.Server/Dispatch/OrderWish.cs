namespace Gis.Server.Dispatch;

/// <summary>What a commander wants a unit to do.</summary>
internal sealed record OrderWish(long UnitId, string Kind, string Text, DateTimeOffset? DueAt);
