namespace Gis.Server.Access.Tokens;

/// <summary>A token as administrators see it: everything but its secret. When it was last used is known to within five minutes.</summary>
internal sealed record TokenRow(
    long Id, string Label, string Role, string AreaCode, IReadOnlyList<string>? Layers, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? LastSeenAt);
