namespace Gis.Server.Access;

/// <summary>A role within one node of the area tree and all below it; <paramref name="Layers"/> null = all that the role may see.</summary>
internal sealed record Grant(Role Role, string AreaCode, IReadOnlyList<string>? Layers);
