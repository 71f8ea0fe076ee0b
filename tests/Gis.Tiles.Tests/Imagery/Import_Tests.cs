using System.Globalization;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Imagery.Import;
using Xunit;

namespace Gis.Tiles.Tests.Imagery;

/// <summary>How a GeoTIFF becomes a picture, and what becomes of one that cannot.</summary>
public sealed class Import_Tests(StoreFixture store) : IClassFixture<StoreFixture>, IDisposable
{
    private const int Side = 64;
    private static readonly double[] Corners = ImagesSystem.Corners;

    private readonly SmallTiff _tiffs = new();

    private string Images => Path.Combine(_tiffs.Folder, "images");

    public void Dispose() => _tiffs.Dispose();

    [Theory]
    [InlineData("EPSG:4326", new[] { 114.50, 38.06, 114.51, 38.05 })]
    [InlineData("EPSG:4490", new[] { 114.50, 38.06, 114.51, 38.05 })]
    [InlineData("EPSG:4547", new[] { 543886.532, 4214165.0, 544886.532, 4213165.0 })]
    [InlineData("EPSG:32650", new[] { 281000.0, 4215000.0, 282000.0, 4214000.0 })]
    public async Task Picture_lies_where_its_file_says_in_whatever_system(string system, double[] corners)
    {
        var file = await _tiffs.WriteAsync("place", Side, SmallTiff.Quarters(Side, ImagesSystem.Red, ImagesSystem.Green, ImagesSystem.Blue, ImagesSystem.White), corners, system);

        await ImportAsync("place_" + system[5..], file);

        foreach (var pyramid in await PyramidsAsync("place_" + system[5..]))
        {
            Assert.Equal("220,30,20", await ColourAsync(pyramid, await LonLatAsync(system, corners, 0.25, 0.25)));
            Assert.Equal("20,200,60", await ColourAsync(pyramid, await LonLatAsync(system, corners, 0.75, 0.25)));
            Assert.Equal("10,40,210", await ColourAsync(pyramid, await LonLatAsync(system, corners, 0.25, 0.75)));
            Assert.Equal("250,250,250", await ColourAsync(pyramid, await LonLatAsync(system, corners, 0.75, 0.75)));
        }
    }

    [Fact]
    public async Task Sixteen_bits_are_spread_over_eight_by_percentiles_of_the_data()
    {
        // 2 % of the pixels lie far out, and the no-data value farther: neither may darken the rest.
        var values = Enumerable.Range(0, Side * Side).Select(i => i % Side == 0 ? (ushort)65535 : i % 100 == 1 ? (ushort)60000 : (ushort)(1000 + (i / Side * 10))).ToArray();
        var file = await _tiffs.WriteAsync("deep", Side, [values], Corners, "EPSG:4326", "-a_nodata", "65535");

        await ImportAsync("deep", file);

        var making = await MakingAsync("deep");
        Assert.Equal([2, 98], Numbers(making.GetProperty("percentiles")));
        var stretch = Numbers(making.GetProperty("stretch")[0]);
        Assert.InRange(stretch[0], 1000, 1020);
        Assert.InRange(stretch[1], 1610, 1630);
        var middle = int.Parse((await ColourAsync((await PyramidsAsync("deep"))[0], (114.505, 38.055))).Split(',')[0], CultureInfo.InvariantCulture);
        Assert.InRange(middle, 115, 140);
    }

    [Fact]
    public async Task Each_band_is_spread_by_its_own_values_however_the_file_orders_them()
    {
        ushort[] Rising(int from, int step) => [.. Enumerable.Range(0, Side * Side).Select(i => (ushort)(from + (i / Side * step)))];
        var file = await _tiffs.WriteAsync("bands16", Side, [Rising(1000, 10), Rising(5000, 20), Rising(9000, 30)], Corners, "EPSG:4326", "-co", "INTERLEAVE=PIXEL");

        await ImportAsync("bands16", file);

        var stretch = (await MakingAsync("bands16")).GetProperty("stretch").EnumerateArray().Select(Numbers).ToList();
        Assert.Equal([(1010, 1620), (5020, 6240), (9030, 10860)], stretch.Select(limits => (limits[0], limits[1])));
    }

    [Theory]
    [InlineData("EPSG:4326")]
    [InlineData("EPSG:4490")]
    public async Task No_data_is_see_through_and_black_is_not(string system)
    {
        var bands = SmallTiff.Quarters(Side, (255, 255, 255), (0, 0, 0), ImagesSystem.Blue, (255, 0, 255));
        var file = await _tiffs.WriteAsync("holes", Side, bands, Corners, system, "-a_nodata", "255");

        await ImportAsync("holes_" + system[5..], file);

        foreach (var pyramid in await PyramidsAsync("holes_" + system[5..]))
        {
            Assert.Equal("0", await AlphaAsync(pyramid, (114.5025, 38.0575)));     // all three bands
            Assert.Equal("255", await AlphaAsync(pyramid, (114.5075, 38.0575)));   // black
            Assert.Equal("255", await AlphaAsync(pyramid, (114.5075, 38.0525)));   // two bands of three
        }
    }

    [Fact]
    public async Task Bands_are_shown_as_they_are_asked_for()
    {
        var bands = new byte[][] { Flat(10), Flat(20), Flat(30), Flat(40), Flat(50) };
        var file = await _tiffs.WriteAsync("many", Side, bands, Corners);

        await ImportAsync("many", file, wish => wish with { Bands = "5,3,1" });
        await ImportAsync("many_first", file);

        Assert.Equal("50,30,10", await ColourAsync((await PyramidsAsync("many"))[0], (114.505, 38.055)));
        Assert.Equal("10,20,30", await ColourAsync((await PyramidsAsync("many_first"))[0], (114.505, 38.055)));
    }

    [Fact]
    public async Task Table_of_colours_is_shown_in_its_colours()
    {
        var grey = await _tiffs.WriteAsync("grey", Side, [Flat(1)], Corners);
        var vrt = Path.Combine(_tiffs.Folder, "palette.vrt");
        await Gdal.RunAsync("gdal_translate", "-q", "-of", "VRT", grey, vrt);
        await File.WriteAllTextAsync(vrt, (await File.ReadAllTextAsync(vrt)).Replace(
            "<ColorInterp>Gray</ColorInterp>",
            "<ColorInterp>Palette</ColorInterp><ColorTable><Entry c1=\"0\" c2=\"0\" c3=\"0\" c4=\"255\"/><Entry c1=\"12\" c2=\"34\" c3=\"56\" c4=\"255\"/></ColorTable>",
            StringComparison.Ordinal));
        var file = Path.Combine(_tiffs.Folder, "palette.tif");
        await Gdal.RunAsync("gdal_translate", "-q", vrt, file);

        await ImportAsync("palette", file);

        Assert.Equal("12,34,56", await ColourAsync((await PyramidsAsync("palette"))[0], (114.505, 38.055)));
    }

    [Fact]
    public async Task Pixels_finer_than_the_deepest_zoom_are_made_coarser()
    {
        var file = await _tiffs.WriteAsync("fine", Side, [Flat(77)], [114.50, 38.050010, 114.500010, 38.05]);

        await ImportAsync("fine", file);

        Assert.InRange(await store.ScalarAsync<short>("SELECT greatest(mercator_max_zoom, cgcs_max_zoom) FROM layer_image WHERE layer = 'fine'"), (short)16, (short)18);
        Assert.True((await MakingAsync("fine")).GetProperty("scale").GetDouble() < 1);
    }

    [Fact]
    public async Task Picture_of_the_same_time_is_replaced_and_of_another_time_added()
    {
        var file = await _tiffs.WriteAsync("series", Side, [Flat(1)], Corners);

        foreach (var time in new string?[] { "2020-01-01", "2021-01-01", "2020-01-01T00:00:00Z", null, null })
        {
            await ImportAsync("series", file, wish => wish with { Time = time });
        }

        Assert.Equal(3, await store.ScalarAsync<long>("SELECT count(*) FROM layer_image WHERE layer = 'series' AND replaced_at IS NULL"));
        Assert.Equal(5, await store.ScalarAsync<int>("SELECT edition FROM layer WHERE id = 'series'"));
        Assert.Equal(3, await store.ScalarAsync<long>("SELECT feature_count FROM layer_edition WHERE layer = 'series' AND edition = 5"));
        Assert.Equal(5, await store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'layer.import' AND entity_id = 'series'"));
    }

    [Fact]
    public async Task Replaced_files_go_when_no_reader_has_them_open_any_more()
    {
        var file = await _tiffs.WriteAsync("gone", Side, [Flat(1)], Corners);
        await ImportAsync("gone", file);
        await ImportAsync("gone", file);
        var before = Directory.GetDirectories(Path.Combine(Images, "gone")).Length;
        await store.ExecuteAsync("UPDATE layer_image SET replaced_at = now() - interval '1 hour' WHERE layer = 'gone' AND replaced_at IS NOT NULL");

        await ImportAsync("gone", file, wish => wish with { Time = "2020-01-01" });

        Assert.Equal((2, 2), (before, Directory.GetDirectories(Path.Combine(Images, "gone")).Length));
    }

    [Fact]
    public async Task Broken_file_is_refused_and_leaves_nothing_behind()
    {
        var whole = await _tiffs.WriteAsync("whole", 512, [Enumerable.Range(0, 512 * 512).Select(i => (byte)(i * 2_654_435_761 >> 13)).ToArray()], Corners);
        var truncated = Path.Combine(_tiffs.Folder, "truncated.tif");
        await File.WriteAllBytesAsync(truncated, (await File.ReadAllBytesAsync(whole))[..100_000]);
        var text = Path.Combine(_tiffs.Folder, "text.tif");
        await File.WriteAllTextAsync(text, "this is no picture");
        var empty = Path.Combine(_tiffs.Folder, "empty.tif");
        await File.WriteAllBytesAsync(empty, []);
        var otherForm = Path.Combine(_tiffs.Folder, "other.tif");
        await File.WriteAllTextAsync(otherForm, $"<VRTDataset rasterXSize=\"1\" rasterYSize=\"1\"><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource><SourceFilename>{whole}</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>");
        var nowhere = Path.Combine(_tiffs.Folder, "nowhere.tif");
        await Gdal.RunAsync("gdal_translate", "-q", "-a_srs", "EPSG:4326", Path.Combine(_tiffs.Folder, "whole.raw"), nowhere);
        var complex = Path.Combine(_tiffs.Folder, "complex.tif");
        await Gdal.RunAsync("gdal_translate", "-q", "-ot", "CFloat32", whole, complex);
        var nothing = await _tiffs.WriteAsync("nothing", Side, [Flat(9)], Corners, "EPSG:4326", "-a_nodata", "9");
        var pole = await _tiffs.WriteAsync("pole", Side, [Flat(9)], [10, 90, 20, 80]);

        foreach (var (file, why) in new[]
        {
            (truncated, "could not do it"), (text, "no GeoTIFF"), (empty, "no GeoTIFF"), (otherForm, "no GeoTIFF"), ("/nowhere/at/all.tif", "no file"), (nowhere, "does not say where it lies"),
            (complex, "CFloat32"), (nothing, "no pixel with data"), (pole, "85"),
        })
        {
            var refusal = await Assert.ThrowsAsync<ImageRefusedException>(() => ImportAsync("broken", file));
            Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        }

        await AssertNothingAsync("broken");
    }

    [Theory]
    [InlineData("districts", null, null, null, "layer of features")]
    [InlineData("../up", null, null, null, "cannot name a layer")]
    [InlineData("Upper", null, null, null, "cannot name a layer")]
    [InlineData("wrong", "someday", null, null, "accepted is a day")]
    [InlineData("wrong", null, "1,2", null, "one or three")]
    [InlineData("wrong", null, "1,2,9", null, "one or three")]
    [InlineData("wrong", null, null, "98,2", "the lower first")]
    [InlineData("wrong", null, null, "much", "the lower first")]
    public async Task Wrong_wish_is_refused_with_what_would_be_accepted(string layer, string? time, string? bands, string? stretch, string why)
    {
        await store.ExecuteAsync(
            """
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner)
            VALUES ('districts', '-', '-', 'stored', 'polygon', '-', '-', '-', '-') ON CONFLICT DO NOTHING
            """);
        var file = await _tiffs.WriteAsync("fit", Side, [Flat(1), Flat(2), Flat(3)], Corners);

        var refusal = await Assert.ThrowsAsync<ImageRefusedException>(() => ImportAsync(layer, file, wish => wish with { Time = time, Bands = bands, Stretch = stretch }));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        await AssertNothingAsync("wrong");
    }

    [Fact]
    public async Task Too_large_a_picture_is_refused_before_anything_is_drawn()
    {
        var file = await _tiffs.WriteAsync("large", Side, [Flat(1)], Corners);
        var tooManyPixels = new ImageLimits { MaxPixels = (Side * Side) - 1 };
        var tooLittleRoom = new ImageLimits { FreeBytesKept = long.MaxValue / 2 };

        var large = await Assert.ThrowsAsync<ImageRefusedException>(() => ImportAsync("large", file, limits: tooManyPixels));
        var tight = await Assert.ThrowsAsync<ImageRefusedException>(() => ImportAsync("large", file, limits: tooLittleRoom));

        Assert.Contains("64 × 64 pixels; accepted are up to 4095", large.Message, StringComparison.Ordinal);
        Assert.Contains("Make room", tight.Message, StringComparison.Ordinal);
        await AssertNothingAsync("large");
    }

    [Fact]
    public async Task Cancelled_import_leaves_nothing_behind()
    {
        var file = await _tiffs.WriteAsync("slow", 2048, [Enumerable.Range(0, 2048 * 2048).Select(i => (byte)(i * 2_654_435_761 >> 13)).ToArray()], Corners);
        using var stopping = new CancellationTokenSource();
        var import = new ImageImport(store.Tiles, Images, new ImageLimits(), new Once(stopping.Cancel));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import.RunAsync(new ImageWish("slow", file), stopping.Token));

        await AssertNothingAsync("slow");
    }

    [Fact]
    public async Task What_a_killed_import_left_is_cleared_away_by_the_next()
    {
        var file = await _tiffs.WriteAsync("next", Side, [Flat(1)], Corners);
        await ImportAsync("next", file);
        Directory.CreateDirectory(Path.Combine(Images, ".work-0"));
        var unshown = Path.Combine(Images, "next", new string('0', 32));
        Directory.CreateDirectory(unshown);
        await File.WriteAllTextAsync(Path.Combine(unshown, ".unshown"), "");
        var shown = await store.ScalarAsync<string>("SELECT folder FROM layer_image WHERE layer = 'next'");
        await File.WriteAllTextAsync(Path.Combine(Images, shown!, ".unshown"), "");   // killed after COMMIT

        await ImportAsync("next", file, wish => wish with { Time = "2020-01-01" });

        Assert.False(Directory.Exists(Path.Combine(Images, ".work-0")));
        Assert.False(Directory.Exists(unshown));
        Assert.Equal(["webmercator.mbtiles", "cgcs2000.gpkg"], Directory.GetFiles(Path.Combine(Images, shown!)).Select(Path.GetFileName).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Second_import_at_the_same_time_is_told_to_wait()
    {
        var file = await _tiffs.WriteAsync("turn", Side, [Flat(1)], Corners);
        using var turn = new PictureFolders(Images).TakeTurn();

        var refusal = await Assert.ThrowsAsync<ImageRefusedException>(() => ImportAsync("turn", file));

        Assert.Contains("Another import", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Built_in_picture_comes_once_and_gives_way_to_an_owners()
    {
        var file = await _tiffs.WriteAsync("shade", Side, [Flat(1)], Corners);
        var first = await ImportAsync("shade", file, wish => wish with { BuiltIn = true });
        var again = await ImportAsync("shade", file, wish => wish with { BuiltIn = true });
        var own = await ImportAsync("shade", file, wish => wish with { ImportedBy = "survey" });
        var late = await ImportAsync("shade", await _tiffs.WriteAsync("shade2", Side, [Flat(2)], Corners), wish => wish with { BuiltIn = true });

        Assert.Equal((1, 0, 2, 0), (first.Edition, again.Edition, own.Edition, late.Edition));
        Assert.Contains("kept, imported by survey", late.Text, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task Aerial_pair_of_one_place_is_imported_with_its_dates()
    {
        await ImportAsync("naip", SharedDataFactAttribute.PathOf("naip-pair", "m_4709963_se_14_1_20100629.tif"), wish => wish with { Time = "2010-06-29" });
        await ImportAsync("naip", SharedDataFactAttribute.PathOf("naip-pair", "m_4709963_se_14_1_20200831.tif"), wish => wish with { Time = "2020-08-31" });

        Assert.Equal(2, await store.ScalarAsync<long>("SELECT count(*) FROM layer_image WHERE layer = 'naip' AND replaced_at IS NULL AND mercator_max_zoom >= 14"));
    }

    [SharedDataFact]
    public async Task Satellite_scenes_of_six_bands_are_imported_in_natural_colours()
    {
        foreach (var year in new[] { "2000", "2003" })
        {
            await ImportAsync("taizhou", SharedDataFactAttribute.PathOf("change-landsat-taizhou", $"taizhou_{year}.tif"), wish => wish with { Time = $"{year}-03-01", Bands = "3,2,1", Stretch = "1,99" });
        }

        Assert.Equal([3, 2, 1], Numbers((await MakingAsync("taizhou")).GetProperty("bands")));
        var (lon, lat) = (119.9, 32.49);
        Assert.Equal("255", await AlphaAsync((await PyramidsAsync("taizhou"))[1], (lon, lat)));
    }

    [SharedDataFact]
    public async Task Series_of_composites_is_imported()
    {
        foreach (var year in new[] { "1990", "2000", "2010", "2020" })
        {
            await ImportAsync("pucallpa", SharedDataFactAttribute.PathOf("landsat-series-pucallpa", $"{year}.tif"), wish => wish with { Time = $"{year}-07-01" });
        }

        Assert.Equal(4, await store.ScalarAsync<long>("SELECT feature_count FROM layer_edition WHERE layer = 'pucallpa' AND edition = 4"));
    }

    private static byte[] Flat(byte value) => [.. Enumerable.Repeat(value, Side * Side)];

    private static List<double> Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private Task<ImageReport> ImportAsync(string layer, string file, Func<ImageWish, ImageWish>? adjust = null, ImageLimits? limits = null) =>
        new ImageImport(store.Tiles, Images, limits ?? new ImageLimits(), new Progress<ImageProgress>())
            .RunAsync((adjust ?? (wish => wish))(new ImageWish(layer, file)), CancellationToken.None);

    private async Task AssertNothingAsync(string layer)
    {
        Assert.Equal(0, await store.ScalarAsync<long>("SELECT count(*) FROM layer WHERE id = $1", layer));
        Assert.Equal(0, await store.ScalarAsync<long>("SELECT count(*) FROM layer_image WHERE layer = $1", layer));
        Assert.False(Directory.Exists(Path.Combine(Images, layer)));
        Assert.Empty(Directory.Exists(Images) ? Directory.GetDirectories(Images, ".work-*") : []);
    }

    private async Task<List<string>> PyramidsAsync(string layer)
    {
        var folder = await store.ScalarAsync<string>("SELECT folder FROM layer_image WHERE layer = $1 AND replaced_at IS NULL ORDER BY id DESC LIMIT 1", layer);
        return [Path.Combine(Images, folder!, "webmercator.mbtiles"), Path.Combine(Images, folder!, "cgcs2000.gpkg")];
    }

    private async Task<JsonElement> MakingAsync(string layer)
    {
        using var document = JsonDocument.Parse((await store.ScalarAsync<string>("SELECT making::text FROM layer_image WHERE layer = $1 AND replaced_at IS NULL LIMIT 1", layer))!);
        return document.RootElement.Clone();
    }

    private static async Task<(double Lon, double Lat)> LonLatAsync(string system, double[] corners, double right, double down)
    {
        var (x, y) = (corners[0] + ((corners[2] - corners[0]) * right), corners[1] + ((corners[3] - corners[1]) * down));
        if (Math.Abs(x) <= 180)
        {
            return (x, y);
        }

        var input = string.Create(CultureInfo.InvariantCulture, $"{x} {y}");
        var told = (await Gdal.PipeAsync("gdaltransform", input, "-s_srs", system, "-t_srs", "EPSG:4326", "-output_xy")).Split(' ', StringSplitOptions.TrimEntries);
        return (double.Parse(told[0], CultureInfo.InvariantCulture), double.Parse(told[1], CultureInfo.InvariantCulture));
    }

    private static async Task<string> ColourAsync(string pyramid, (double Lon, double Lat) at) => string.Join(',', (await ValuesAsync(pyramid, at))[..^1]);

    private static async Task<string> AlphaAsync(string pyramid, (double Lon, double Lat) at) => (await ValuesAsync(pyramid, at))[^1];

    /// <summary>What GDAL reads in the pyramid at this place, a value a band, the last of them opacity.</summary>
    private static async Task<string[]> ValuesAsync(string pyramid, (double Lon, double Lat) at) => (await Gdal.RunAsync(
        "gdallocationinfo", "-valonly", "-wgs84", pyramid, at.Lon.ToString("R", CultureInfo.InvariantCulture), at.Lat.ToString("R", CultureInfo.InvariantCulture)))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Does something at the first word of progress.</summary>
    private sealed class Once(Action act) : IProgress<ImageProgress>
    {
        public void Report(ImageProgress value) => act();
    }
}
