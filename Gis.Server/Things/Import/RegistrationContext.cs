using Gis.Server.Rules;

namespace Gis.Server.Things.Import;

/// <summary>What the store knows that a registration is checked against.</summary>
/// <param name="DefaultUnits">Observed properties and their default units.</param>
/// <param name="AreaCodes">The areas that may be used.</param>
/// <param name="Extent">The box around the province; null while no map of it is loaded.</param>
/// <param name="DeviceUsers">Users that have a password already.</param>
internal sealed record RegistrationContext(
    IReadOnlyDictionary<string, string> DefaultUnits, IReadOnlySet<string> AreaCodes, Extent? Extent, IReadOnlySet<string> DeviceUsers)
{
    /// <summary>What the field's names stand for already: kind of the thing, or 'unit'.</summary>
    public IReadOnlyDictionary<(string Scheme, string Code), string> Registered { get; init; } = new Dictionary<(string, string), string>();

    /// <summary>Which thing each of the field's names stands for already.</summary>
    public IReadOnlyDictionary<(string Scheme, string Code), long> Owners { get; init; } = new Dictionary<(string, string), long>();

    /// <summary>Names of things and units outside the administrator's areas: neither they nor their users may be touched.</summary>
    public IReadOnlySet<string> Foreign { get; init; } = new HashSet<string>();
}
