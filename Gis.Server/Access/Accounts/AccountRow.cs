namespace Gis.Server.Access.Accounts;

/// <summary>A person's account as administrators see it.</summary>
internal sealed record AccountRow(
    long Id,
    string Name,
    string DisplayName,
    string? Language,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DisabledAt,
    IReadOnlyList<GrantRow> Grants);

/// <summary>A grant that holds now or later.</summary>
internal sealed record GrantRow(long Id, string Role, string AreaCode, IReadOnlyList<string>? Layers, DateTimeOffset ValidFrom, DateTimeOffset? ValidTo);
