using System.Text.Json;
using Gis.Server.Rules;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace Gis.Server.OneMap.Measuring;

/// <summary>Reads a GeoJSON polygon of bounded size, in any of our systems; what cannot be measured is refused with its place.</summary>
internal static class PolygonReader
{
    public const int MostVertices = 20_000;
    private const int FewestPositions = 4;
    private const double Farthest = 1e8;

    /// <summary>Coordinates of the answer are east, north: longitude, latitude in degrees, or metres of the zone.</summary>
    public static Result<Geometry> Read(JsonElement json, MeasuringSystem system)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type", out var outer) && outer.ValueEquals("Feature") && json.TryGetProperty("geometry", out var inner))
        {
            json = inner;
        }

        var type = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type", out var told) && told.ValueKind == JsonValueKind.String ? told.GetString() : null;
        return type is "Polygon" or "MultiPolygon" && json.TryGetProperty("coordinates", out var coordinates)
            ? Read(type, coordinates, system)
            : Refusal.Bad("geometry", "a GeoJSON Polygon or MultiPolygon, or a Feature of one");
    }

    private static Result<Geometry> Read(string type, JsonElement coordinates, MeasuringSystem system)
    {
        var vertices = 0;
        var polygons = new List<Polygon>();
        foreach (var part in type == "Polygon" ? [coordinates] : Items(coordinates))
        {
            var rings = new List<LinearRing>();
            foreach (var ring in Items(part))
            {
                var corners = new List<Coordinate>();
                foreach (var position in Items(ring))
                {
                    if (++vertices > MostVertices)
                    {
                        return Refusal.Bad("geometry", $"at most {MostVertices} positions");
                    }

                    if (PositionOf(position, system) is not { } corner)
                    {
                        return Refusal.Bad("geometry", system.IsDegrees
                            ? "positions of two numbers in degrees: longitude -180 … 180, latitude -90 … 90, in the order of the axes of crs"
                            : "positions of two numbers in metres, north before east, as EPSG has the zones");
                    }

                    corners.Add(corner);
                }

                if (corners.Count < FewestPositions || !corners[0].Equals2D(corners[^1]))
                {
                    return Refusal.Bad("geometry", $"rings of at least {FewestPositions} positions, the last the same as the first");
                }

                rings.Add(new LinearRing([.. corners]));
            }

            if (rings.Count == 0)
            {
                return Refusal.Bad("geometry", "polygons with at least one ring");
            }

            polygons.Add(new Polygon(rings[0], [.. rings.Skip(1)]));
        }

        return polygons.Count == 0 ? Refusal.Bad("geometry", "at least one polygon") : Checked(polygons.Count == 1 ? polygons[0] : new MultiPolygon([.. polygons]), system);
    }

    private static Result<Geometry> Checked(Geometry geometry, MeasuringSystem system)
    {
        if (system.IsDegrees && geometry.EnvelopeInternal.Width >= 180)
        {
            return Refusal.Bad("geometry", "polygons that span less than 180 degrees; cut one over the antimeridian in two");
        }

        var check = new IsValidOp(geometry);
        return check.IsValid
            ? geometry
            : Refusal.Bad("geometry", FormattableString.Invariant($"polygons that neither cross nor touch themselves along a line; look at {check.ValidationError.Coordinate.X}, {check.ValidationError.Coordinate.Y}"));
    }

    private static Coordinate? PositionOf(JsonElement position, MeasuringSystem system)
    {
        if (position.ValueKind != JsonValueKind.Array || position.GetArrayLength() is < 2 or > 4 || !Number(position[0], out var first) || !Number(position[1], out var second))
        {
            return null;
        }

        var (east, north) = system.IsNorthFirst ? (second, first) : (first, second);
        var isInside = system.IsDegrees ? Math.Abs(east) <= 180 && Math.Abs(north) <= 90 : Math.Abs(east) < Farthest && Math.Abs(north) < Farthest;
        return isInside ? new Coordinate(east, north) : null;
    }

    private static bool Number(JsonElement json, out double value)
    {
        value = double.NaN;
        return json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out value) && double.IsFinite(value);
    }

    private static List<JsonElement> Items(JsonElement json) => json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : [];
}
