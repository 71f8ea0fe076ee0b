using System.Globalization;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Import;

/// <summary>In which system a file's coordinates are: a code of EPSG (Beijing 54: 2401 to 2442, Xi'an 80: 2349 to 2390), a definition that the file brings, or one of the shifted systems of web maps.</summary>
/// <param name="Name">What the store is told: <c>EPSG:n</c>, or a definition as well-known text.</param>
/// <param name="ToWgs84">Takes a shift of web maps out again; null where there is none.</param>
internal sealed record SourceCrs(string Name, Func<LonLat, LonLat>? ToWgs84 = null)
{
    public const string Accepted = "EPSG:NUMBER (Beijing 54: EPSG:2401 to 2442, Xi'an 80: EPSG:2349 to 2390, CGCS2000: EPSG:4490 and 4513 to 4554), gcj02, bd09";

    public static readonly SourceCrs Wgs84 = new("EPSG:4326");

    private const string EpsgPrefix = "EPSG:";

    /// <summary>Stands in the store as it is, as longitude and latitude in degrees.</summary>
    public bool IsStored => Name is "EPSG:4326" or "EPSG:4490";

    /// <summary>Null where it has none.</summary>
    public int? Epsg => Name.StartsWith(EpsgPrefix, StringComparison.Ordinal) ? int.Parse(Name.AsSpan(EpsgPrefix.Length), CultureInfo.InvariantCulture) : null;

    /// <summary>Null where nothing is said: then the file says it itself.</summary>
    public static SourceCrs? Of(string? words) => words?.Trim().ToUpperInvariant() switch
    {
        null or "" => null,
        "GCJ02" or "GCJ-02" => new(Wgs84.Name, Gcj02.ToWgs84),
        "BD09" or "BD-09" => new(Wgs84.Name, at => Gcj02.ToWgs84(Bd09.ToGcj02(at))),
        { } name when name.StartsWith(EpsgPrefix, StringComparison.Ordinal) && name.Length <= 11 && int.TryParse(name.AsSpan(EpsgPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _) => new(name),
        _ => throw new ImportRefusedException(ImportRefusedException.BadWish, $"The coordinate system '{Short(words)}' is not known; accepted are {Accepted}."),
    };

    /// <summary>Lets positions in degrees be where they are on Earth.</summary>
    public Geometry Unshift(Geometry shape)
    {
        if (ToWgs84 is { } back)
        {
            shape.Apply(new Unshifting(back));
            shape.GeometryChanged();
        }

        return shape;
    }

    private static string Short(string words) => words.Length > 40 ? words[..40] : words;

    private sealed class Unshifting(Func<LonLat, LonLat> back) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            if (!double.IsFinite(seq.GetX(i)) || !double.IsFinite(seq.GetY(i)))
            {
                return;
            }

            var at = back(new LonLat(seq.GetX(i), seq.GetY(i)));
            seq.SetX(i, at.Lon);
            seq.SetY(i, at.Lat);
        }
    }
}
