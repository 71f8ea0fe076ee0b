namespace Gis.Server.Access.Accounts;

/// <summary>An account to be made, already checked.</summary>
internal sealed record NewAccount(string Name, string DisplayName, string? Language, IReadOnlyList<Grant> Grants);
