namespace Gis.Tiles.Import;

/// <summary>What the owner of a file says about it. Where nothing is said, the file's name stands as edition, and nothing as credit.</summary>
internal sealed record ImportTerms(string ImportedBy, string? Licence, string? Credit, string? Edition, SourceCrs? Crs = null);
