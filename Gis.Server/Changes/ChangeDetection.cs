using System.Diagnostics;
using System.Globalization;
using Gis.Server.Changes.Rasters;
using Gis.Server.Changes.Thresholds;
using Gis.Server.Land;

namespace Gis.Server.Changes;

/// <summary>
/// From two images to patches: registration, radiometric normalisation over pixels that did not change, score, threshold, clean-up, outlines. All is made in a folder of
/// its own beside the result and moved to its place when it is whole.
/// </summary>
internal sealed class ChangeDetection(ChangeWish wish, IProgress<ChangeProgress> progress, TimeProvider clock)
{
    /// <summary>What is smaller is as likely noise.</summary>
    private const int LeastPixels = 5;

    private readonly Dictionary<string, double> _seconds = [];
    private readonly Stopwatch _watch = new();

    public async Task<ChangeAccount> RunAsync(CancellationToken cancellationToken)
    {
        var folder = WorkFolder();
        try
        {
            return await RunAsync(folder, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<ChangeAccount> RunAsync(string folder, CancellationToken cancellationToken)
    {
        _watch.Restart();
        using var pair = await PreparedPair.MakeAsync(wish, folder, cancellationToken);
        Told("read", 20, Text($"{pair.Registration} {pair.Width} × {pair.Height} pixels, {pair.Bands.Count} bands.{(pair.Clouds is { } clouds ? $" {clouds.Words()}" : "")}"));

        var (sample, missing) = Sampling.Take(pair, cancellationToken);
        var plan = ScorePlan.Of(sample, (pair.First.Step, pair.Second.Step), cancellationToken);
        var unchanged = plan.Mad.Unchanged.Count(share => share > 0.5) / (double)sample.Count;
        Told("normalise", 30, Text($"{plan.Mad.Iterations} rounds over {sample.Count} pixels, {unchanged:P1} surely unchanged; R² {string.Join(", ", plan.Lines.Select(line => Text($"{line.RSquared:F3}")))}."));

        var score = ScoreRaster.Of(pair, plan, percent => progress.Report(new("score", 30 + (percent * 25 / 100), null)), cancellationToken);
        var (noData, extent) = (score.Values.Count(float.IsNaN) / (double)score.Values.Length, score.Values.Length);
        Told("score", 55, Text($"{noData:P1} of the pixels are without data."));

        var threshold = Threshold.Of(score.Values, plan.Bands.Count, wish.Threshold);
        var changed = new bool[extent];
        for (var i = 0; i < extent; i++)
        {
            changed[i] = score.Values[i] >= threshold.Value;
        }

        var shareBefore = changed.Count(set => set) / Math.Max(1.0, extent * (1 - noData));
        Told("threshold", 60, Text($"{threshold.Value:F3} ({threshold.Method}): {shareBefore:P2} of the pixels changed."));

        var least = wish.MinAreaM2 is null ? LeastPixels : 1;
        CleanUp.Sieve(changed, i => !float.IsNaN(score.Values[i]), pair.Width, least);
        var shareAfter = changed.Count(set => set) / Math.Max(1.0, extent * (1 - noData));
        Told("clean", 70, Text($"without spots and gaps of less than {least} pixels: {shareAfter:P2}."));

        var found = PatchFinder.Find(pair, plan, score, changed, cancellationToken);
        var patches = await PatchFile.ToCgcs2000Async(found, pair.Before.Wkt, folder, cancellationToken);
        patches = [.. patches.Where(patch => EllipsoidArea.SquareMetres(patch.Shape) >= (wish.MinAreaM2 ?? 0))];
        Told("outline", 85, Text($"{patches.Count} patches."));

        var (outPath, scorePath, accountPath) = (Path.Combine(folder, "out.gpkg"), Path.Combine(folder, "out.tif"), Path.Combine(folder, "out.json"));
        var dates = (Before: wish.BeforeDate ?? pair.Before.TakenOn, After: wish.AfterDate ?? pair.After.TakenOn);
        var used = plan.Bands.Select(band => pair.Bands[band]).ToList();
        await PatchFile.WriteAsync(patches, used, dates, folder, outPath, cancellationToken);
        await ScoreFile.WriteAsync(score, pair.Before, folder, scorePath, cancellationToken);
        Told("write", 99, Text($"{Path.GetFileName(wish.Out)}, {Path.GetFileName(wish.Score)}, {Path.GetFileName(wish.Account)}."));

        var account = new ChangeAccount(
            ChangeAccount.Version, (await RasterProgram.RunAsync("gdalinfo", ["--version"], cancellationToken)).Trim(), clock.GetUtcNow(),
            [ImageAccount.Of(pair.Before, dates.Before), ImageAccount.Of(pair.After, dates.After)], pair.Registration, pair.Resampled,
            used, [.. pair.Bands.Except(used)], pair.Clouds?.Told ?? [], noData,
            new SampleAccount(sample.Count, missing, plan.Mad.Iterations, plan.Mad.Converged, plan.Mad.Correlations, plan.Mad.Ridge, unchanged),
            [.. used.Select((band, i) => new BandAccount(band, plan.Lines[i].Gain, plan.Lines[i].Offset, plan.Lines[i].RSquared, plan.Noise[i].Floor, Math.Sqrt(plan.Noise[i].Slope)))],
            threshold, new CleanUpAccount(shareBefore, shareAfter, least, wish.MinAreaM2 ?? 0), ResultAccount.Of(patches), _seconds);
        await File.WriteAllTextAsync(accountPath, account.ToJson(), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        File.Move(scorePath, wish.Score, overwrite: true);
        File.Move(accountPath, wish.Account, overwrite: true);
        File.Move(outPath, wish.Out, overwrite: true);
        return account;
    }

    private string WorkFolder()
    {
        RequireOut();
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(wish.Out))!, $".gis-changes-{Guid.NewGuid().ToString("N")[..10]}");
        try
        {
            return Directory.CreateDirectory(beside, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ChangesRefusedException($"{wish.Out} cannot be written: {e.Message}", e);
        }
    }

    private void RequireOut()
    {
        if (!wish.Out.EndsWith(".gpkg", StringComparison.OrdinalIgnoreCase))
        {
            throw new ChangesRefusedException($"The result is a GeoPackage: {wish.Out} must end in .gpkg.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(wish.Out))))
        {
            throw new ChangesRefusedException($"There is no folder for {wish.Out}.");
        }

        foreach (var path in (string[])[wish.Out, wish.Score, wish.Account])
        {
            if (Directory.Exists(path))
            {
                throw new ChangesRefusedException($"{path} is a folder.");
            }

            if (((string?[])[wish.Before, wish.After, wish.MaskBefore, wish.MaskAfter]).OfType<string>().Any(input => Path.GetFullPath(input) == Path.GetFullPath(path)))
            {
                throw new ChangesRefusedException($"{path} would be written over, but is one of the images; give the result another name.");
            }
        }
    }

    private void Told(string stage, int percent, string words)
    {
        _seconds[stage] = Math.Round(_watch.Elapsed.TotalSeconds, 2);
        _watch.Restart();
        progress.Report(new(stage, percent, words));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
