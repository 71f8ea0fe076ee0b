namespace Gis.Server.Devices;

/// <summary>A thing and the MNs under which its devices speak; none where it has no HJ 212 device.</summary>
internal sealed record DeviceThing(long Id, string AreaCode, IReadOnlyList<string> Mns);
