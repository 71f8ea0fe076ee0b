namespace Gis.Server.ReadModel;

/// <summary>Which units are wanted; what is null does not restrict.</summary>
/// <param name="Roots">Area nodes of which the unit's area must be inside one.</param>
internal sealed record UnitFilter(
    IReadOnlyList<string>? Roots = null,
    IReadOnlyList<long>? Ids = null,
    IReadOnlyList<string>? Kinds = null);
