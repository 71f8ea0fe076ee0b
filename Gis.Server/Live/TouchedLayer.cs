namespace Gis.Server.Live;

/// <summary>A layer of the catalogue of which there is news, and whether it is open to all.</summary>
internal sealed record TouchedLayer(string Id, bool IsPublished);
