using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gis.Server.Changes.Rasters;
using Gis.Server.Changes.Thresholds;
using Gis.Server.Land;

namespace Gis.Server.Changes;

/// <summary>The written account of a detection: what went in, what was done with which figures, and what came out. Written as JSON beside the patches.</summary>
internal sealed record ChangeAccount(
    string Program,
    string Gdal,
    DateTimeOffset MadeAt,
    IReadOnlyList<ImageAccount> Images,
    string Registration,
    bool Resampled,
    IReadOnlyList<int> BandsUsed,
    IReadOnlyList<int> BandsLeftOut,
    IReadOnlyList<MaskAccount> Masks,
    double NoDataShare,
    SampleAccount Sample,
    IReadOnlyList<BandAccount> Normalisation,
    Threshold Threshold,
    CleanUpAccount CleanUp,
    ResultAccount Result,
    IReadOnlyDictionary<string, double> Seconds)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public string ToJson() => JsonSerializer.Serialize(this, Form);

    public static string Version =>
        $"GisCommand {typeof(ChangeAccount).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";
}

/// <summary>An image that went in.</summary>
internal sealed record ImageAccount(string File, long Bytes, int Width, int Height, int Bands, string Type, DateOnly? Date)
{
    public static ImageAccount Of(RasterFile file, DateOnly? date) => new(
        Path.GetFileName(file.Path), new FileInfo(file.Path).Length, file.Width, file.Height, file.Data.Count, string.Join("/", file.Data.Select(band => band.Type).Distinct()), date);
}

/// <summary>What told of clouds, and the share of the earlier image's grid that it hides.</summary>
/// <param name="Date">before or after.</param>
/// <param name="Bits">Those that mean hidden; null: every value but 0.</param>
/// <param name="Grown">By a pixel, since mask or image was brought onto another grid.</param>
internal sealed record MaskAccount(string Date, string File, int Band, IReadOnlyList<int>? Bits, bool Grown, double HiddenShare);

/// <summary>The sample, and how the pixels that did not change were found in it (IR-MAD).</summary>
internal sealed record SampleAccount(int Pixels, double NoDataShare, int Iterations, bool Converged, IReadOnlyList<double> CanonicalCorrelations, double Ridge, double UnchangedShare);

/// <summary>A band's line between the dates, and its noise: variance = NoiseFloorVariance + MisplacementPixels² · gradient².</summary>
internal sealed record BandAccount(int Band, double Gain, double Offset, double RSquared, double NoiseFloorVariance, double MisplacementPixels);

/// <summary>What was too small to stand.</summary>
internal sealed record CleanUpAccount(double ChangedShareBefore, double ChangedShareAfter, int LeastPixels, double MinAreaM2);

/// <summary>What came out.</summary>
internal sealed record ResultAccount(int Patches, double AreaM2, double LargestM2, double MedianM2)
{
    public static ResultAccount Of(IReadOnlyList<Patch> patches)
    {
        var areas = patches.Select(patch => EllipsoidArea.SquareMetres(patch.Shape)).Order().ToList();
        return new ResultAccount(areas.Count, Math.Round(areas.Sum(), 2), areas.Count == 0 ? 0 : Math.Round(areas[^1], 2), areas.Count == 0 ? 0 : Math.Round(areas[areas.Count / 2], 2));
    }
}
