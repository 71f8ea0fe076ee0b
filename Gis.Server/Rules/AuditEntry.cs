namespace Gis.Server.Rules;

/// <summary>Who did what to what; the account is null where the system itself acted.</summary>
internal sealed record AuditEntry(long? AccountId, string Actor, string Action, string Entity, string EntityId, string? AreaCode, string DetailsJson = "{}");
