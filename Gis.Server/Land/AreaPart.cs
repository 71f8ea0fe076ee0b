namespace Gis.Server.Land;

/// <summary>One row of a split: its key, the area and its share of the whole (0 … 1).</summary>
internal sealed record AreaPart(string Key, LandArea Area, double Share);
