namespace Gis.Tiles.Features;

/// <summary>A feature as the store gives it: properties and geometry are JSON already.</summary>
internal readonly record struct FeatureRow(long Id, string Properties, string? Geometry);
