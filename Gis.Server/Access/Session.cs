namespace Gis.Server.Access;

/// <summary>A sign-in that holds: who, by which kind of secret, until when.</summary>
internal sealed record Session(Caller Caller, string Kind, DateTimeOffset ExpiresAt);
