using Gis.Tiles.Layers;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Gis.Tiles.Crs;

/// <summary>A geometry that a caller gave, in the system it was given in, east before north.</summary>
internal sealed record Shape(Geometry Geometry, ReferenceSystem System)
{
    /// <summary>A long straight edge in metres is a curve in degrees: it gets points in between, this many over the whole outline.</summary>
    private const int PointsInBetween = 2048;

    /// <summary>SQL text of the shape in EPSG:4490; the shape itself is a parameter.</summary>
    public string Sql(SqlParameters parameters)
    {
        var ewkb = parameters.Add(new WKBWriter().Write(Geometry));
        return System.IsGeographic
            ? $"ST_SetSRID(ST_GeomFromWKB({ewkb}), 4490)"
            : $"ST_Transform(ST_Segmentize(ST_GeomFromWKB({ewkb}, {System.Srid}), {parameters.Add(Math.Max(1, Geometry.Length / PointsInBetween))}), 4490)";
    }
}
