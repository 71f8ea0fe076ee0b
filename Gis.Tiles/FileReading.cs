namespace Gis.Tiles;

/// <summary>All areas of a file, in the order of its rows.</summary>
/// <param name="Hash">SHA-256 of the file as it came.</param>
/// <param name="Fields">Names of its fields.</param>
public sealed record FileReading(string Hash, IReadOnlyList<string> Fields, IReadOnlyList<FileFeature> Rows);
