namespace Gis.Tiles.Import;

/// <summary>What the catalogue holds of a stored layer and of the edition that is shown.</summary>
/// <param name="Changes">How often people changed the edition.</param>
internal sealed record StoredLayer(string Id, string GeometryKind, string TitleZh, string TitleEn, int Edition, string? ImportedBy, string? Sha256, int Changes, string Licence, string Credit, string Owner);
