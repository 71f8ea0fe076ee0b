using System.Globalization;
using System.Text.Json;
using Gis.Benchmarks.Change;
using Gis.Testing;

namespace Gis.Benchmarks;

/// <summary>Change detection as it is delivered: how right on a real pair whose changes are known, beside a plain change vector; how fast on a large one.</summary>
internal sealed class ChangeBench : IBench
{
    private const int LargeSide = 4000;
    private const double MostSeconds = 60;
    private const double MostMegabytes = 2048;

    public string Name => "change";

    public string Purpose =>
        $"change-landsat-taizhou: F1 and AUC at least those of a change vector with the best threshold there is; {LargeSide} × {LargeSide} × {LargePair.Bands} bands in ≤ {MostSeconds} s and ≤ {MostMegabytes / 1024} GB";

    public async Task<bool> RunAsync(TextWriter output)
    {
        var folder = TestFolder.Create("change");
        try
        {
            var right = SharedDataFactAttribute.Folder is null ? await NoDataAsync(output) : await JudgeAsync(folder, output);
            var quick = await MeasureAsync(folder, output);
            return right && quick;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> NoDataAsync(TextWriter output)
    {
        await output.WriteLineAsync("  change-landsat-taizhou is not here: it lies in ../shared/data beside the checkout, or in the folder named in GIS_TEST_SHARED");
        return false;
    }

    private static async Task<bool> JudgeAsync(string folder, TextWriter output)
    {
        string Shared(string name) => SharedDataFactAttribute.PathOf("change-landsat-taizhou", name);
        var (before, after, to) = (Shared("taizhou_2000.tif"), Shared("taizhou_2003.tif"), Path.Combine(folder, "taizhou.gpkg"));
        await ChangeRun.RunAsync(before, after, to);
        using var account = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(to, ".json")));
        var threshold = account.RootElement.GetProperty("threshold").GetProperty("value").GetDouble();
        var method = account.RootElement.GetProperty("threshold").GetProperty("method").GetString();
        var score = (await RasterNumbers.ReadAsync(Path.ChangeExtension(to, ".tif"), folder))[0];
        var delivered = await RasterNumbers.BurnedAsync(to, before, folder);
        var truth = new LabelledPixels((await RasterNumbers.ReadAsync(Shared("truth_change.tif"), folder))[0], (await RasterNumbers.ReadAsync(Shared("truth_unchanged.tif"), folder))[0]);
        var vector = ChangeVector.Of(await RasterNumbers.ReadAsync(before, folder), await RasterNumbers.ReadAsync(after, folder));

        var (baseF1, baseAuc) = (truth.BestF1(vector), truth.Auc(vector));
        var (pixelF1, f1, auc) = (truth.F1(i => score[i] >= threshold), truth.F1(i => delivered[i] > 0), truth.Auc(score));
        var met = f1 >= baseF1 && auc >= baseAuc;
        await output.WriteLineAsync(Text($"  taizhou: {truth.Changed} changed and {truth.Unchanged} unchanged pixels; threshold {threshold:F3} ({method}), found without them"));
        await output.WriteLineAsync(Text($"    patches F1 {f1:F4} (pixels before clean-up {pixelF1:F4}), AUC of the score {auc:F4}"));
        await output.WriteLineAsync(Text($"    change vector of z-scores with the best threshold: F1 {baseF1:F4}, AUC {baseAuc:F4}   {(met ? "met" : "MISSED")}"));
        return met;
    }

    private static async Task<bool> MeasureAsync(string folder, TextWriter output)
    {
        var (before, after, to) = (Path.Combine(folder, "before.tif"), Path.Combine(folder, "after.tif"), Path.Combine(folder, "large.gpkg"));
        var planted = await LargePair.WriteAsync(LargeSide, folder, before, after);
        var run = await ChangeRun.RunAsync(before, after, to);
        var burned = await RasterNumbers.BurnedAsync(to, before, folder);
        var truth = new LabelledPixels([.. planted.Select(set => set ? 1f : 0)], [.. planted.Select(set => set ? 0f : 1)]);
        var met = run.Seconds <= MostSeconds && run.MegabytesWithChildren <= MostMegabytes;
        await output.WriteLineAsync(Text(
            $"  {LargeSide} × {LargeSide} × {LargePair.Bands}: {run.Seconds:F1} s with GDAL's programs ({run.Seconds / MostSeconds:F2} of the limit); at most {run.Megabytes:F0} MB, with GDAL's programs {run.MegabytesWithChildren:F0} MB ({run.MegabytesWithChildren / MostMegabytes:F2})   {(met ? "met" : "MISSED")}"));
        await output.WriteLineAsync(Text($"    patches against what was planted: F1 {truth.F1(i => burned[i] > 0):F4}; load of the machine {File.ReadAllText("/proc/loadavg").Split(' ')[0]}"));
        return met;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
