namespace Gis.Server.Live;

/// <summary>What a viewer wants to see of what it may see; what is null does not restrict.</summary>
/// <param name="Areas">Area nodes.</param>
/// <param name="Kinds">Kinds of things.</param>
/// <param name="Detail">Things whose single values are wanted.</param>
internal sealed record LiveScope(IReadOnlyList<string>? Areas, IReadOnlyList<string>? Kinds, IReadOnlyList<long>? Detail);
