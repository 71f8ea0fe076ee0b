namespace Gis.Server.Things.Import;

/// <summary>The name a device or gateway signs in with at the broker; without a password the one it has stays.</summary>
internal sealed record DeviceUser(int Line, string UserName, string? Password);
