namespace Gis.Server.Rules;

/// <summary>To whom a command goes.</summary>
/// <param name="Secret">The sealed new password of a 1072.</param>
/// <param name="Key">Chosen by the caller: the same key again is the same command.</param>
internal sealed record DeviceCommandTarget(long ThingId, string Mn, byte[]? Secret = null, string? Key = null);
