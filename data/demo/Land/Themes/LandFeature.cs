using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Themes;

/// <summary>A feature of a land layer: its code, its names, its county, its properties in the order in which they are written, its shape in degrees.</summary>
internal sealed record LandFeature(
    string Code, string NameZh, string NameEn, string AreaCode, IReadOnlyList<(string Name, object? Value)> Properties, Geometry Shape);
