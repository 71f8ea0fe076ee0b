using System.Globalization;
using Gis.BaseMap.Geo;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Import;

/// <summary>In which system a file's coordinates are, where its owner says so: a code of EPSG (Beijing 54: 2401 to 2442, Xi'an 80: 2349 to 2390), or one of the shifted systems of web maps.</summary>
/// <param name="Epsg">What GDAL is told.</param>
/// <param name="ToWgs84">Takes a shift of web maps out again; null where there is none.</param>
internal sealed record SourceCrs(string Epsg, Func<LonLat, LonLat>? ToWgs84)
{
    private const string Degrees = "EPSG:4326";
    private const string EpsgPrefix = "EPSG:";

    /// <summary>Null where nothing is said: then the file says it itself.</summary>
    public static SourceCrs? Of(string? words) => words?.ToUpperInvariant() switch
    {
        null => null,
        "GCJ02" or "GCJ-02" => new(Degrees, Gcj02.ToWgs84),
        "BD09" or "BD-09" => new(Degrees, at => Gcj02.ToWgs84(Bd09.ToGcj02(at))),
        { } name when name.StartsWith(EpsgPrefix, StringComparison.Ordinal) && int.TryParse(name.AsSpan(EpsgPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _) => new(name, null),
        _ => throw new UsageException($"--crs {words} is not known; accepted are EPSG:NUMBER (Beijing 54: EPSG:2401 to 2442, Xi'an 80: EPSG:2349 to 2390), gcj02, bd09."),
    };

    public Geometry Unshift(Geometry shape)
    {
        if (ToWgs84 is { } back)
        {
            shape.Apply(new Unshifting(back));
            shape.GeometryChanged();
        }

        return shape;
    }

    private sealed class Unshifting(Func<LonLat, LonLat> back) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            var at = back(new LonLat(seq.GetX(i), seq.GetY(i)));
            seq.SetX(i, at.Lon);
            seq.SetY(i, at.Lat);
        }
    }
}
