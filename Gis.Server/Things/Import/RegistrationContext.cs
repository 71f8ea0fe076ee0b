namespace Gis.Server.Things.Import;

/// <summary>What the store knows that a registration is checked against.</summary>
/// <param name="DefaultUnits">Observed properties and their default units.</param>
/// <param name="AreaCodes">The areas that may be used.</param>
/// <param name="Extent">West, south, east, north of the province; null while no map of it is loaded.</param>
/// <param name="DeviceUsers">Users that have a password already.</param>
internal sealed record RegistrationContext(
    IReadOnlyDictionary<string, string> DefaultUnits, IReadOnlySet<string> AreaCodes, Extent? Extent, IReadOnlySet<string> DeviceUsers);
