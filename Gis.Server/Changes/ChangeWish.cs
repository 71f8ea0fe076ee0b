namespace Gis.Server.Changes;

/// <summary>Between which images changes are wished to be found, and how; what is null is found from the data.</summary>
/// <param name="Out">The GeoPackage; the score raster and the account lie beside it under the same name.</param>
internal sealed record ChangeWish(string Before, string After, string Out)
{
    public const int MostQaBit = 31;

    /// <summary>Numbers of the bands used, from 1; without it all but alpha.</summary>
    public IReadOnlyList<int>? Bands { get; init; }

    /// <summary>Score from which a pixel has changed.</summary>
    public double? Threshold { get; init; }

    /// <summary>Smaller patches are left out, m² on the ellipsoid; without it five pixels.</summary>
    public double? MinAreaM2 { get; init; }

    public DateOnly? BeforeDate { get; init; }

    public DateOnly? AfterDate { get; init; }

    /// <summary>A GeoTIFF whose pixels tell what clouds hide of the earlier image; on any grid.</summary>
    public string? MaskBefore { get; init; }

    /// <summary>The same of the later image.</summary>
    public string? MaskAfter { get; init; }

    /// <summary>A band of both images that tells of clouds, and is not compared.</summary>
    public int? QaBand { get; init; }

    /// <summary>Which bits of a mask or of that band mean hidden, from 0; without it every value but 0 does.</summary>
    public IReadOnlyList<int>? QaBits { get; init; }

    public string Score => Path.ChangeExtension(Out, ".tif");

    public string Account => Path.ChangeExtension(Out, ".json");
}
