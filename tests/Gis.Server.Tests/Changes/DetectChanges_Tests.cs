using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Gis.Server.Changes;
using Gis.Server.Platform.Commands;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Changes;

/// <summary>The whole command on images that GDAL wrote; what it wrote is read by GDAL.</summary>
public sealed class DetectChanges_Tests : IDisposable
{
    private readonly MadePair _pair = new();

    public void Dispose() => _pair.Dispose();

    [Fact]
    public async Task Planted_changes_become_patches_under_another_light()
    {
        await _pair.MakeAsync();

        var (code, said, _) = await RunAsync("--before-date", "2025-03-01", "--after-date", "2026-03-01");

        Assert.Equal(0, code);
        Assert.Contains("100 %  2 patches", said, StringComparison.Ordinal);
        var patches = await PatchesAsync();
        Assert.Equal(2, patches.Count);
        Assert.All(patches, patch => Assert.Equal("2025-03-01", patch.GetProperty("QSX").GetString()!.Replace('/', '-')));
        // 12 × 10 and 20 × 6 pixels of 100 m²; at 1.9° from the zone's middle meridian the map is 0.01 % larger than the ground, and corners are cut a little.
        Assert.All(patches, patch => Assert.InRange(patch.GetProperty("MJ").GetDouble(), 11_500, 12_500));
        Assert.Equal(["darker", "brighter"], patches.Select(patch => patch.GetProperty("DIRECTION").GetString()));
    }

    [Fact]
    public async Task Images_that_differ_by_light_alone_give_no_patch_and_still_a_file()
    {
        await _pair.MakeAsync(planted: false);

        var (code, said, _) = await RunAsync();

        Assert.Equal(0, code);
        Assert.Contains("100 %  0 patches", said, StringComparison.Ordinal);
        Assert.Empty(await PatchesAsync());
        Assert.Contains("JCBH: String", await MadePair.GdalAsync("ogrinfo", "-so", _pair.Out, "patches"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_compared_with_itself_has_no_changes()
    {
        await _pair.MakeAsync();
        File.Copy(_pair.Before, _pair.After, overwrite: true);

        var (code, _, _) = await RunAsync();

        Assert.Equal(0, code);
        Assert.Empty(await PatchesAsync());
    }

    [Fact]
    public async Task Score_lies_on_the_grid_of_the_earlier_image()
    {
        await _pair.MakeAsync();

        await RunAsync();

        using var info = JsonDocument.Parse(await MadePair.GdalAsync("gdalinfo", "-json", Path.ChangeExtension(_pair.Out, ".tif")));
        Assert.Equal([300000, 10, 0, 3600000, 0, -10], info.RootElement.GetProperty("geoTransform").EnumerateArray().Select(number => number.GetDouble()));
        Assert.Equal([MadePair.Side, MadePair.Side], info.RootElement.GetProperty("size").EnumerateArray().Select(number => number.GetInt32()));
        Assert.Equal("Float32", info.RootElement.GetProperty("bands")[0].GetProperty("type").GetString());
        Assert.Contains("32651", info.RootElement.GetProperty("coordinateSystem").GetProperty("wkt").GetString(), StringComparison.Ordinal);
        var scores = await ScoresAsync();
        Assert.True(Inside(scores, planted: true).Min() > Inside(scores, planted: false).Order().ElementAt(13_000));
    }

    [Fact]
    public async Task Account_tells_what_was_done()
    {
        await _pair.MakeAsync(gain: 0.8, offset: 12);

        await RunAsync();

        using var account = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(_pair.Out, ".json")));
        var told = account.RootElement;
        Assert.All(told.GetProperty("normalisation").EnumerateArray(), band =>
        {
            Assert.InRange(band.GetProperty("gain").GetDouble(), 0.78, 0.82);
            Assert.InRange(band.GetProperty("offset").GetDouble(), 9, 15);
            Assert.InRange(band.GetProperty("rSquared").GetDouble(), 0.95, 1);
        });
        Assert.Equal(2, told.GetProperty("result").GetProperty("patches").GetInt32());
        Assert.Equal([1, 2, 3, 4], told.GetProperty("bandsUsed").EnumerateArray().Select(band => band.GetInt32()));
        Assert.True(told.GetProperty("threshold").GetProperty("value").GetDouble() > 0);
    }

    [Fact]
    public async Task Pixels_without_data_are_no_change()
    {
        await _pair.MakeAsync();
        await _pair.WriteAsync(
            _pair.After, (column, row, band) => column < 40 ? 0 : 30 + (20 * (((column / 15) + (row / 15)) % 5)) + (band * (column / 15 % 3)), MadePair.Side, MadePair.Bands, "-a_nodata", "0");

        await RunAsync();

        var scores = await ScoresAsync();
        Assert.All(Enumerable.Range(0, MadePair.Side), row => Assert.Equal(-1, scores[(row * MadePair.Side) + 39]));
        Assert.All(Enumerable.Range(0, MadePair.Side), row => Assert.True(scores[(row * MadePair.Side) + 40] >= 0));
    }

    [Fact]
    public async Task Later_image_of_another_grid_and_system_is_brought_onto_the_earlier()
    {
        await _pair.MakeAsync();
        var moved = Path.Combine(_pair.Folder, "moved.tif");
        await MadePair.GdalAsync("gdalwarp", "-q", "-t_srs", "EPSG:4326", "-r", "cubic", "-dstnodata", "0", _pair.After, moved);
        File.Move(moved, _pair.After, overwrite: true);

        var (code, said, _) = await RunAsync();

        Assert.Equal(0, code);
        Assert.Contains("coordinate system", said, StringComparison.Ordinal);
        var found = (await PatchesAsync()).Where(patch => patch.GetProperty("MJ").GetDouble() > 9_000).ToList();
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public async Task Patches_below_the_least_area_are_left_out()
    {
        await _pair.MakeAsync();

        await RunAsync("--min-area", "20000");

        Assert.Empty(await PatchesAsync());
    }

    [Fact]
    public async Task Sixteen_bits_and_floating_point_with_gaps_give_the_same_patches()
    {
        await _pair.MakeAsync();
        var (deep, real) = (Path.Combine(_pair.Folder, "deep.tif"), Path.Combine(_pair.Folder, "real.tif"));
        await MadePair.GdalAsync("gdal_translate", "-q", "-ot", "UInt16", "-scale", "0", "255", "0", "10000", _pair.Before, deep);
        await MadePair.GdalAsync("gdal_translate", "-q", "-ot", "Float32", "-scale", "0", "255", "0", "1", "-a_nodata", "nan", _pair.After, real);
        File.Move(deep, _pair.Before, overwrite: true);
        File.Move(real, _pair.After, overwrite: true);

        var (code, said, _) = await RunAsync();

        Assert.Equal(0, code);
        Assert.Contains("100 %  2 patches", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Constant_band_is_left_out_and_told()
    {
        await _pair.MakeAsync();
        await _pair.WriteAsync(_pair.Before, (column, row, band) => band == 2 ? 77 : 40 + (20 * (((column / 15) + (row / 15) + band) % 5)) + ((column * row) % 3));

        var (code, _, _) = await RunAsync();

        Assert.Equal(0, code);
        using var account = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(_pair.Out, ".json")));
        Assert.Equal([3], account.RootElement.GetProperty("bandsLeftOut").EnumerateArray().Select(band => band.GetInt32()));
    }

    [Theory]
    [InlineData("text", "is no GeoTIFF")]
    [InlineData("missing", "There is no file")]
    [InlineData("one band", "needs from 2 to 16")]
    [InlineData("other bands", "both must have the same")]
    [InlineData("tiny", "1 × 1 pixels")]
    [InlineData("empty", "without data")]
    [InlineData("constant", "same value everywhere")]
    [InlineData("far", "do not overlap")]
    [InlineData("nowhere", "where it lies")]
    public async Task Unfit_image_is_refused_in_a_sentence_and_nothing_is_written(string kind, string words)
    {
        await _pair.MakeAsync();
        await SpoilAsync(kind);

        var (code, _, errors) = await RunAsync();

        Assert.Equal(1, code);
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(_pair.Folder).Select(path => Path.GetFileName(path)!),
            name => name.StartsWith("out.", StringComparison.Ordinal) || name.StartsWith(".gis", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--bands", "1", "needs from 2 to 16")]
    [InlineData("--bands", "1,9", "no band 9")]
    [InlineData("--bands", "red", "cannot be used")]
    [InlineData("--min-area", "-4", "cannot be used")]
    [InlineData("--threshold", "much", "cannot be used")]
    [InlineData("--before-date", "spring", "cannot be used")]
    [InlineData("--sensitivity", "3", "does not know")]
    public async Task Unfit_option_is_refused(string option, string value, string words)
    {
        await _pair.MakeAsync();

        var (code, _, errors) = await RunAsync(option, value);

        Assert.Equal(1, code);
        Assert.Contains(words, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_are_not_written_over()
    {
        await _pair.MakeAsync();

        var (code, _, errors) = await RunToAsync(Path.ChangeExtension(_pair.Before, ".gpkg"));

        Assert.Equal(1, code);
        Assert.Contains("would be written over", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("score")]
    [InlineData("outline")]
    [InlineData("write")]
    public async Task Cancelled_it_leaves_nothing_behind(string stage)
    {
        await _pair.MakeAsync();
        using var stopping = new CancellationTokenSource();
        var detection = new ChangeDetection(new ChangeWish(_pair.Before, _pair.After, _pair.Out), new At(stage, stopping.Cancel), TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => detection.RunAsync(stopping.Token));

        Assert.Equal(["after.tif", "before.tif"], Names());

        string[] Names() => [.. Directory.EnumerateFileSystemEntries(_pair.Folder).Select(path => Path.GetFileName(path)!).Where(name => Path.GetExtension(name) is not (".raw" or ".hdr")).Order()];
    }

    [SharedDataFact]
    public async Task Landsat_pair_with_known_changes_is_found_again()
    {
        string Shared(string name) => SharedDataFactAttribute.PathOf("change-landsat-taizhou", name);
        File.Copy(Shared("taizhou_2000.tif"), _pair.Before);
        File.Copy(Shared("taizhou_2003.tif"), _pair.After);

        var (code, _, _) = await RunAsync();

        Assert.Equal(0, code);
        var scores = await ScoresAsync();
        using var account = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(_pair.Out, ".json")));
        var threshold = account.RootElement.GetProperty("threshold").GetProperty("value").GetDouble();
        var (changed, unchanged) = (await BytesAsync(Shared("truth_change.tif")), await BytesAsync(Shared("truth_unchanged.tif")));
        double hit = 0, invented = 0, missed = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            hit += changed[i] != 0 && scores[i] >= threshold ? 1 : 0;
            missed += changed[i] != 0 && scores[i] < threshold ? 1 : 0;
            invented += unchanged[i] != 0 && scores[i] >= threshold ? 1 : 0;
        }

        Assert.InRange(2 * hit / ((2 * hit) + invented + missed), 0.95, 1);
    }

    private async Task SpoilAsync(string kind)
    {
        var other = Path.Combine(_pair.Folder, "other.tif");
        switch (kind)
        {
            case "text":
                await File.WriteAllTextAsync(_pair.After, "no image");
                break;
            case "missing":
                File.Delete(_pair.After);
                break;
            case "one band":
                await MadePair.GdalAsync("gdal_translate", "-q", "-b", "1", _pair.After, other);
                File.Copy(other, _pair.Before, overwrite: true);
                break;
            case "other bands":
                await MadePair.GdalAsync("gdal_translate", "-q", "-b", "1", "-b", "2", _pair.After, other);
                break;
            case "tiny":
                await _pair.WriteAsync(other, (_, _, _) => 1, side: 1);
                File.Copy(other, _pair.Before, overwrite: true);
                break;
            case "empty":
                await _pair.WriteAsync(other, (_, _, _) => 0, MadePair.Side, MadePair.Bands, "-a_nodata", "0");
                break;
            case "constant":
                await _pair.WriteAsync(other, (_, _, _) => 9);
                break;
            case "far":
                await MadePair.GdalAsync("gdal_translate", "-q", "-a_ullr", "500000", "4000000", "501200", "3998800", _pair.After, other);
                break;
            default:
                await MadePair.GdalAsync("gdal_translate", "-q", "-co", "PROFILE=BASELINE", "--config", "GDAL_PAM_ENABLED", "NO", _pair.After, other);
                break;
        }

        if (File.Exists(other))
        {
            File.Move(other, _pair.After, overwrite: true);
        }
    }

    private Task<(int Code, string Said, string Errors)> RunAsync(params string[] options) => RunToAsync(_pair.Out, options);

    private async Task<(int Code, string Said, string Errors)> RunToAsync(string path, params string[] options)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var code = await new CommandLine([new ServeCommand(), new DetectChangesCommand()], output, errors)
            .RunAsync(["detect-changes", _pair.Before, _pair.After, path, .. options], CancellationToken.None);
        return (code, output.ToString(), errors.ToString());
    }

    private async Task<List<JsonElement>> PatchesAsync()
    {
        using var document = JsonDocument.Parse(await MadePair.GdalAsync("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", _pair.Out, "patches"));
        return [.. document.RootElement.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties").Clone())];
    }

    private async Task<float[]> ScoresAsync() =>
        MemoryMarshal.Cast<byte, float>(await BytesAsync(Path.ChangeExtension(_pair.Out, ".tif"))).ToArray();

    private async Task<byte[]> BytesAsync(string path)
    {
        var raw = Path.Combine(_pair.Folder, $"{Guid.NewGuid():N}.raw");
        await MadePair.GdalAsync("gdal_translate", "-q", "-of", "ENVI", path, raw);
        return await File.ReadAllBytesAsync(raw);
    }

    private static IEnumerable<float> Inside(float[] scores, bool planted) =>
        scores.Where((_, i) => MadePair.IsPlanted(i % MadePair.Side, i / MadePair.Side) == planted);

    /// <summary>Does something when a stage is done.</summary>
    private sealed class At(string stage, Action act) : IProgress<ChangeProgress>
    {
        public void Report(ChangeProgress value)
        {
            if (value.Stage == stage)
            {
                act();
            }
        }
    }
}
