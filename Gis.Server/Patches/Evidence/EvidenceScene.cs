using Gis.Tiles;

namespace Gis.Server.Patches.Evidence;

/// <summary>One of the two pictures of a patch.</summary>
/// <param name="Tiles">Pieces of it around the patch; null where its file could not be read.</param>
/// <param name="StandsIn">It was taken on the wrong side of the date that the patch names: there was no better one.</param>
internal sealed record EvidenceScene(DatedPicture Picture, IReadOnlyList<PictureTile>? Tiles, bool StandsIn);
