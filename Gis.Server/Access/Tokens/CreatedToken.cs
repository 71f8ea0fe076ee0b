namespace Gis.Server.Access.Tokens;

/// <summary>A new token, shown this once.</summary>
internal sealed record CreatedToken(long Id, string Token, DateTimeOffset ExpiresAt);
