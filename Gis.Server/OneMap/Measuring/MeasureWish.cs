using System.Text.Json;

namespace Gis.Server.OneMap.Measuring;

/// <summary>What somebody wants measured: a GeoJSON geometry, alone or as the member <c>geometry</c> of this or of a feature.</summary>
/// <param name="Geometry">A Polygon or MultiPolygon.</param>
/// <param name="Type">Where the body is the geometry itself, or a Feature.</param>
/// <param name="Coordinates">Where the body is the geometry itself.</param>
/// <param name="Crs">Such as EPSG:4527; without it CRS84, longitude before latitude.</param>
internal sealed record MeasureWish(JsonElement? Geometry = null, string? Type = null, JsonElement? Coordinates = null, string? Crs = null);
