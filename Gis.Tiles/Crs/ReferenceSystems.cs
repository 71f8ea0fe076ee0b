using System.Collections.Frozen;
using NetTopologySuite.Geometries;

namespace Gis.Tiles.Crs;

/// <summary>
/// The systems that features are served in: CRS84, EPSG 4326, 4490 (as stored), 3857, and the 3-degree Gauss-Krüger zones of CGCS2000, with the
/// zone's number in the easting (4513 to 4533, zones 25 to 45) and without (4534 to 4554, middle meridians 75 to 135 east).
/// The store transforms, not ProjNET: geometries leave it as GeoJSON text, so a transformation here would decode and write each anew, and the definitions are PROJ's own.
/// <c>ReferenceSystems_Tests</c> holds what the store gives for every zone to a formula of its own, within a millimetre.
/// </summary>
internal static class ReferenceSystems
{
    private const string Epsg = "http://www.opengis.net/def/crs/EPSG/0/";
    private const double MercatorReachM = 20_037_508.342789244;

    /// <summary>How far from its middle meridian a zone can be asked about. Zones are meant for 1.5 degrees; the projection itself holds far beyond.</summary>
    private const double ZoneReachM = 3_000_000;

    /// <summary>A little more than a quarter of a meridian.</summary>
    private const double PoleM = 10_002_000;

    private static readonly Envelope World = new(-180, 180, -90, 90);

    /// <summary>What is answered where no system is named.</summary>
    public static ReferenceSystem Crs84 { get; } = new("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "OGC:CRS84", 4490, NorthFirst: false, World);

    /// <summary>CGCS2000, in which every layer is stored.</summary>
    public static ReferenceSystem Storage { get; } = OfEpsg(4490, northFirst: true, World);

    public static IReadOnlyList<ReferenceSystem> All { get; } =
    [
        Crs84,
        Storage,
        OfEpsg(4326, northFirst: true, World),
        OfEpsg(3857, northFirst: false, new Envelope(-MercatorReachM, MercatorReachM, -MercatorReachM, MercatorReachM)),
        .. Enumerable.Range(25, 21).Select(zone => Zone(4488 + zone, falseEastingM: zone * 1_000_000 + 500_000)),
        .. Enumerable.Range(0, 21).Select(step => Zone(4534 + step, falseEastingM: 500_000)),
    ];

    private static readonly FrozenDictionary<string, ReferenceSystem> ByName = All
        .SelectMany(system => new[] { KeyValuePair.Create(system.Uri, system), KeyValuePair.Create($"[{system.Code}]", system) })
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>By identifier, or by its safe CURIE <c>[EPSG:4490]</c>; null where it is not served.</summary>
    public static ReferenceSystem? Find(string name) => ByName.GetValueOrDefault(name);

    private static ReferenceSystem Zone(int srid, double falseEastingM) =>
        OfEpsg(srid, northFirst: true, new Envelope(falseEastingM - ZoneReachM, falseEastingM + ZoneReachM, -PoleM, PoleM));

    private static ReferenceSystem OfEpsg(int srid, bool northFirst, Envelope domain) => new($"{Epsg}{srid}", $"EPSG:{srid}", srid, northFirst, domain);
}
