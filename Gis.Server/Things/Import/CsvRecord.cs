namespace Gis.Server.Things.Import;

/// <summary>One record of a file and the line it begins on.</summary>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields);
