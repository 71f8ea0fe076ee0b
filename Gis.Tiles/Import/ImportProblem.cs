namespace Gis.Tiles.Import;

/// <summary>Why an import ended without a new edition.</summary>
internal sealed record ImportProblem(string Code, string Detail);
