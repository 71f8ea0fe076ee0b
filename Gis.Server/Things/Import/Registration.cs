namespace Gis.Server.Things.Import;

/// <summary>What is to be registered, checked: things with what they observe, units, the users their devices sign in with, and what more registered things observe.</summary>
internal sealed record Registration(
    IReadOnlyList<ThingEntry> Things, IReadOnlyList<UnitEntry> Units, IReadOnlyList<DeviceUser> DeviceUsers, IReadOnlyList<DatastreamAddition> Additions);
