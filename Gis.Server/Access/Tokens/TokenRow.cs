namespace Gis.Server.Access.Tokens;

/// <summary>A token as administrators see it: everything but its secret.</summary>
internal sealed record TokenRow(
    long Id, string Label, string Role, string AreaCode, IReadOnlyList<string>? Layers, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
