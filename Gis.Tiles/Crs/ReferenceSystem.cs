using System.Globalization;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Crs;

/// <summary>A coordinate reference system in which features are asked for and given.</summary>
/// <param name="Uri">Its identifier, as OGC API Features Part 2 names it.</param>
/// <param name="Code">Authority and code, such as <c>EPSG:4490</c>.</param>
/// <param name="Srid">Its number in the store.</param>
/// <param name="NorthFirst">Its first axis points north: latitude before longitude, X (north) before Y (east) in Gauss-Krüger zones.</param>
/// <param name="Domain">What can be asked for in it, east and north in its own unit (degrees or metres).</param>
internal sealed record ReferenceSystem(string Uri, string Code, int Srid, bool NorthFirst, Envelope Domain)
{
    /// <summary>Degrees, equal to what is stored: CGCS2000 and WGS 84 differ by less than positions here are good for.</summary>
    public bool IsGeographic => Srid is 4490 or 4326;

    /// <summary>Computed for each answer, and not everywhere on earth: a zone does not reach its other side.</summary>
    public bool IsZone => !IsGeographic && Srid != 3857;

    /// <summary>Decimal places in which coordinates are given: degrees to a centimetre, metres to a tenth of a millimetre.</summary>
    public int Places => IsGeographic ? 7 : 4;

    /// <summary>The geometry of features f in this system, east before north.</summary>
    /// <remarks>The text is made of constants of this build alone.</remarks>
    public string GeometrySql => this switch
    {
        { IsGeographic: true } => "f.geom",
        { Srid: 3857 } => "f.geom_3857",
        _ => string.Create(CultureInfo.InvariantCulture, $"ST_Transform(f.geom, {Srid})"),
    };

    /// <summary>A pair of coordinates in the order of the axes, as east and north.</summary>
    public Coordinate EastNorth(double first, double second) => NorthFirst ? new Coordinate(second, first) : new Coordinate(first, second);
}
