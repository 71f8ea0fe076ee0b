using Gis.Server.Changes;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Changes;

/// <summary>Clouds planted over a pair whose changes are known: no patch lies under a mask, and elsewhere nothing is lost.</summary>
public sealed class CloudMask_Tests : IDisposable
{
    /// <summary>In columns and rows: left, top, right, bottom. One lies beside the new yard, one of the earlier date over plain fields.</summary>
    private static readonly (int Left, int Top, int Right, int Bottom) LaterCloud = (72, 20, 112, 70);
    private static readonly (int Left, int Top, int Right, int Bottom) EarlierCloud = (5, 70, 45, 110);

    private readonly MadePair _pair = new();

    public void Dispose() => _pair.Dispose();

    [Fact]
    public async Task Without_a_mask_clouds_are_changes()
    {
        await CloudedAsync();

        await DetectAsync(Wish());

        Assert.True((await FoundAsync()).Under(LaterCloud) > 0);
    }

    [Fact]
    public async Task No_patch_lies_under_a_mask_and_elsewhere_changes_are_found_as_before()
    {
        await CloudedAsync();

        var account = await DetectAsync(Wish() with { MaskBefore = await MaskAsync("m1.tif", EarlierCloud), MaskAfter = await MaskAsync("m2.tif", LaterCloud) });

        var found = await FoundAsync();
        Assert.Equal((0, 0), (found.Under(LaterCloud), found.Under(EarlierCloud)));
        Assert.InRange(found.F1(), 0.97, 1);
        Assert.Equal(["before", "after"], account.Masks.Select(mask => mask.Date));
        Assert.All(account.Masks, mask => Assert.Equal(mask.Date == "before" ? 1600 / 14400.0 : 2000 / 14400.0, mask.HiddenShare, 5));
        Assert.All(account.Normalisation, band => Assert.InRange(band.Gain, 0.78, 0.82));
    }

    [Fact]
    public async Task Bits_of_a_band_of_both_images_hide_as_a_mask_does()
    {
        await CloudedAsync();
        await WithQualityAsync(_pair.Before, EarlierCloud);
        await WithQualityAsync(_pair.After, LaterCloud);

        // Bit 0 is set everywhere, bit 3 under clouds.
        var account = await DetectAsync(Wish() with { QaBand = MadePair.Bands + 1, QaBits = [3, 4] });

        var found = await FoundAsync();
        Assert.Equal((0, 0), (found.Under(LaterCloud), found.Under(EarlierCloud)));
        Assert.InRange(found.F1(), 0.97, 1);
        Assert.Equal([1, 2, 3, 4], account.BandsUsed);
    }

    [Fact]
    public async Task Mask_of_another_grid_and_system_is_brought_onto_the_images_and_grown()
    {
        await CloudedAsync();
        var (before, after) = (await MaskAsync("m1.tif", EarlierCloud), await MaskAsync("m2.tif", LaterCloud));
        var moved = Path.Combine(_pair.Folder, "moved.tif");
        await MadePair.GdalAsync("gdalwarp", "-q", "-t_srs", "EPSG:4490", "-r", "near", after, moved);

        var account = await DetectAsync(Wish() with { MaskBefore = before, MaskAfter = moved });

        Assert.Equal((0, 0), ((await FoundAsync()).Under(LaterCloud), (await FoundAsync()).Under(EarlierCloud)));
        Assert.Equal([false, true], account.Masks.Select(mask => mask.Grown));
    }

    /// <summary>Figures of the method from before there were masks; only a change of the method itself may change them.</summary>
    [SharedDataFact]
    public async Task Without_a_mask_the_method_gives_what_it_gave()
    {
        File.Copy(SharedDataFactAttribute.PathOf("change-landsat-taizhou", "taizhou_2000.tif"), _pair.Before);
        File.Copy(SharedDataFactAttribute.PathOf("change-landsat-taizhou", "taizhou_2003.tif"), _pair.After);

        var account = await DetectAsync(Wish());

        Assert.Equal((398, 14_467_700.0, 1.7893, 10.679), (
            account.Result.Patches, Math.Round(account.Result.AreaM2 / 100) * 100, Math.Round(account.Threshold.Value, 4), Math.Round(100 * account.CleanUp.ChangedShareBefore, 3)));
        Assert.Empty(account.Masks);
    }

    [Theory]
    [InlineData("float", "whole numbers")]
    [InlineData("far", "do not overlap")]
    [InlineData("text", "no GeoTIFF")]
    public async Task Mask_that_is_none_is_refused(string kind, string words)
    {
        await _pair.MakeAsync();
        var (mask, other) = (await MaskAsync("m.tif", LaterCloud), Path.Combine(_pair.Folder, "other.tif"));
        switch (kind)
        {
            case "float":
                await MadePair.GdalAsync("gdal_translate", "-q", "-ot", "Float32", mask, other);
                break;
            case "far":
                await MadePair.GdalAsync("gdal_translate", "-q", "-a_ullr", "500000", "4000000", "501200", "3998800", mask, other);
                break;
            default:
                await File.WriteAllTextAsync(other, "no mask");
                break;
        }

        var refused = await Assert.ThrowsAsync<ChangesRefusedException>(() => DetectAsync(Wish() with { MaskAfter = other }));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    private ChangeWish Wish() => new(_pair.Before, _pair.After, _pair.Out);

    private static Task<ChangeAccount> DetectAsync(ChangeWish wish) =>
        new ChangeDetection(wish, new Nobody(), TimeProvider.System).RunAsync(CancellationToken.None);

    private static bool In((int Left, int Top, int Right, int Bottom) box, int column, int row) =>
        column >= box.Left && column < box.Right && row >= box.Top && row < box.Bottom;

    /// <summary>White, with some texture, over what is there.</summary>
    private async Task CloudedAsync()
    {
        await _pair.MakeAsync();
        await CloudAsync(_pair.Before, EarlierCloud);
        await CloudAsync(_pair.After, LaterCloud);
    }

    private async Task CloudAsync(string path, (int, int, int, int) cloud)
    {
        var (bytes, grain) = (await BytesAsync(path), new Random(5));
        for (var i = 0; i < bytes.Length; i++)
        {
            var pixel = i % (MadePair.Side * MadePair.Side);
            if (In(cloud, pixel % MadePair.Side, pixel / MadePair.Side))
            {
                bytes[i] = (byte)(225 + grain.Next(25));
            }
        }

        await _pair.WriteAsync(path, bytes, "1", MadePair.Side, MadePair.Bands);
    }

    private async Task<string> MaskAsync(string name, (int, int, int, int) cloud)
    {
        var path = Path.Combine(_pair.Folder, name);
        await _pair.WriteAsync(path, (column, row, _) => In(cloud, column, row) ? 1 : 0, MadePair.Side, bands: 1);
        return path;
    }

    private async Task WithQualityAsync(string path, (int, int, int, int) cloud)
    {
        var bytes = await BytesAsync(path);
        var quality = Enumerable.Range(0, MadePair.Side * MadePair.Side).Select(i => (byte)(In(cloud, i % MadePair.Side, i / MadePair.Side) ? 9 : 1));
        await _pair.WriteAsync(path, [.. bytes, .. quality], "1", MadePair.Side, MadePair.Bands + 1);
    }

    private async Task<byte[]> BytesAsync(string path)
    {
        var raw = Path.Combine(_pair.Folder, $"{Guid.NewGuid():N}.raw");
        await MadePair.GdalAsync("gdal_translate", "-q", "-of", "ENVI", "-co", "INTERLEAVE=BSQ", path, raw);
        return await File.ReadAllBytesAsync(raw);
    }

    /// <summary>Which pixels lie in patches, by burning the patches that were written.</summary>
    private async Task<Found> FoundAsync()
    {
        var burnt = Path.Combine(_pair.Folder, $"{Guid.NewGuid():N}.tif");
        await _pair.WriteAsync(burnt, (_, _, _) => 0, MadePair.Side, bands: 1);
        var utm = Path.Combine(_pair.Folder, $"{Guid.NewGuid():N}.geojson");
        await MadePair.GdalAsync("ogr2ogr", "-f", "GeoJSON", "-t_srs", "EPSG:32651", "-lco", "RFC7946=NO", utm, _pair.Out, "patches");
        await MadePair.GdalAsync("gdal_rasterize", "-q", "-burn", "1", utm, burnt);
        return new Found(await BytesAsync(burnt));
    }

    private sealed record Found(byte[] Pixels)
    {
        public int Under((int, int, int, int) box) => Pixels.Where((pixel, i) => pixel != 0 && In(box, i % MadePair.Side, i / MadePair.Side)).Count();

        /// <summary>Outside the clouds.</summary>
        public double F1()
        {
            double hit = 0, wrong = 0;
            for (var i = 0; i < Pixels.Length; i++)
            {
                var (column, row) = (i % MadePair.Side, i / MadePair.Side);
                if (!In(LaterCloud, column, row) && !In(EarlierCloud, column, row))
                {
                    hit += Pixels[i] != 0 && MadePair.IsPlanted(column, row) ? 1 : 0;
                    wrong += (Pixels[i] != 0) != MadePair.IsPlanted(column, row) ? 1 : 0;
                }
            }

            return 2 * hit / ((2 * hit) + wrong);
        }
    }

    private sealed class Nobody : IProgress<ChangeProgress>
    {
        public void Report(ChangeProgress value)
        {
        }
    }
}
