namespace Gis.Server.Access.SignIn;

/// <summary>Sign-ins that failed since the last that succeeded.</summary>
internal readonly record struct Failures(int Count, DateTimeOffset? LastAt);
