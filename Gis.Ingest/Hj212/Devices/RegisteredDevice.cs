namespace Gis.Ingest.Hj212.Devices;

/// <summary>A device whose MN is registered.</summary>
internal sealed record RegisteredDevice(string Mn, long ThingId, string Area, DeviceAccess Access);
