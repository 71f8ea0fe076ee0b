namespace Gis.Tiles.Import;

/// <summary>Who makes an edition, and of which file.</summary>
/// <param name="Account">Null for the command line.</param>
internal sealed record EditionMaking(string ImportedBy, long? Account, string Sha256);
