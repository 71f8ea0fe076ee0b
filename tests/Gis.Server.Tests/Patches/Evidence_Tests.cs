using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gis.Server.Patches;
using Gis.Server.Patches.Evidence;
using Gis.Server.Patches.Field;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Xunit;

namespace Gis.Server.Tests.Patches;

public sealed class Evidence_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    private const string Square = "MULTIPOLYGON(((114.5 38.05, 114.501 38.05, 114.501 38.051, 114.5 38.051, 114.5 38.05), (114.5004 38.0504, 114.5004 38.0506, 114.5006 38.0506, 114.5004 38.0504)))";

    [Fact]
    public async Task A_pack_holds_the_page_the_data_and_hashes_that_agree()
    {
        var files = await UnzipAsync(await PatchAsync());

        Assert.Equal(["SHA256SUMS", "SHA256SUMS.sig", "corners.csv", "evidence-key.pem", "evidence.pdf", "outline.geojson", "overlaps.csv", "patch.json"], files.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(files["evidence.pdf"].AsSpan(0, 8)), StringComparison.Ordinal);
        var sums = Encoding.UTF8.GetString(files["SHA256SUMS"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, sums.Length);
        Assert.All(sums, line => Assert.Equal(line[..64], Convert.ToHexStringLower(SHA256.HashData(files[line[66..]]))));
    }

    /// <summary>Zone 38 for 114.5° E; the check of the geographic reference.</summary>
    [Fact]
    public async Task Corners_stand_in_the_plane_of_their_zone_and_holes_are_rings_of_their_own()
    {
        var rows = Encoding.UTF8.GetString((await UnzipAsync(await PatchAsync()))["corners.csv"]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("1,1,1,114.500000000,38.050000000,4526,4213165.894,38543886.532", rows[1]);
        Assert.Equal(["1", "1", "1", "1", "2", "2", "2"], rows.Skip(1).Select(row => row.Split(',')[2]));
    }

    [Fact]
    public async Task The_seal_on_the_list_is_checked_by_OpenSSL_and_breaks_with_one_changed_letter()
    {
        var files = await UnzipAsync(await PatchAsync());
        var folder = TestFolder.Create("seal");
        foreach (var name in new[] { "SHA256SUMS", "SHA256SUMS.sig", "evidence-key.pem" })
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), files[name]);
        }

        Assert.Equal(0, await VerifyAsync(folder));
        await File.WriteAllTextAsync(Path.Combine(folder, "SHA256SUMS"), Encoding.UTF8.GetString(files["SHA256SUMS"]).Replace("patch.json", "patch.jsom", StringComparison.Ordinal));
        Assert.Equal(1, await VerifyAsync(folder));

        var officer = (await system.PersonAsync("officer", StoreSeed.Shijiazhuang)).Program;
        Assert.Equal(Encoding.ASCII.GetString(files["evidence-key.pem"]), await officer.GetStringAsync("api/evidence-key"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(system.Home, "secrets", EvidenceSeal.KeyFile)));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>One is open to all, the other to nobody: what a reader may not see is not on paper either.</summary>
    [Fact]
    public async Task Pictures_of_the_two_dates_are_on_the_page_and_in_the_pack_where_the_reader_may_see_them()
    {
        var folder = TestFolder.Create("pictures");
        await system.AddPictureAsync(folder, "evidence_open", "2025-10-01", "200 60 20", publish: true);
        await system.AddPictureAsync(folder, "evidence_closed", "2026-10-20", "20 60 200", publish: false);
        var patch = await PatchAsync("2025-10-08", "2026-10-12");

        var files = await UnzipAsync(patch);

        var before = Encoding.UTF8.GetString(files["picture-before.svg"]);
        Assert.Contains("data:image/png;base64,", before, StringComparison.Ordinal);
        Assert.DoesNotContain("http", before.Replace("http://www.w3.org/", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("picture-after.svg", files.Keys);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Who_took_the_evidence_stands_in_the_audit_trail_with_its_hashes()
    {
        var patch = await PatchAsync();
        var officer = (await system.PersonAsync("officer", StoreSeed.Shijiazhuang)).Program;

        var pdf = await officer.GetByteArrayAsync($"api/patches/{patch}/evidence.pdf");

        var told = await system.Store.ScalarAsync<string>(
            "SELECT details #>> '{files,evidence.pdf}' FROM audit_entry WHERE action = 'patch.evidence' AND entity_id = $1::text", patch);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(pdf)), told);
    }

    [Fact]
    public async Task Without_the_right_to_the_area_there_is_no_evidence()
    {
        var stranger = (await system.PersonAsync("officer", StoreSeed.Tangshan)).Program;

        using var answer = await stranger.GetAsync($"api/patches/{await PatchAsync()}/evidence.pdf");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData(0.00005, 0.00005)]
    [InlineData(0.004, 0.001)]
    [InlineData(0.001, 0.02)]
    [InlineData(0.6, 0.3)]
    public void A_map_has_a_round_scale_at_which_the_patch_and_its_bar_fit(double width, double height)
    {
        var frame = EvidenceFrame.OfMap(new Envelope(114.5, 114.5 + width, 38, 38 + height));

        var (west, north) = frame.Place(new Coordinate(114.5, 38 + height));
        var (east, south) = frame.Place(new Coordinate(114.5 + width, 38));
        Assert.InRange(west, 0, east);
        Assert.InRange(east, west, frame.WidthMm);
        Assert.InRange(north, 0, south);
        Assert.InRange(south, north, frame.HeightMm);
        Assert.Equal(frame.BarMetres, frame.BarMm * frame.Scale / 1000, 1e-9);
        Assert.InRange(frame.BarMm, 10, frame.WidthMm / 4);

        // A degree of latitude is 110.99 km here, of longitude 87.83 km; the map keeps to that.
        Assert.Equal(height * 110_997, (south - north) * frame.Scale / 1000, height * 300);
        Assert.Equal(width * 87_832, (east - west) * frame.Scale / 1000, width * 300);
    }

    [Fact]
    public void What_people_wrote_is_text_on_the_page_and_never_markup()
    {
        var reader = new WKTReader();
        var ground = new EvidenceGround(reader.Read(Square), 38, 4526, [], [new("approval", "<b>1</b>", reader.Read(Square))]);
        var row = new PatchRow(
            1, "<img src=x>", 1, "b&b", "130102", "长安区", "Chang'an", "</table>", "20", "0102", 9742.49, 1, 2, 0, "judged", "doubtful", "V2", "over", false, new DateOnly(2026, 12, 31), false, null, null,
            "V2", null, new DateOnly(2026, 10, 12), [114.5, 38.05, 114.501, 38.051], [114.5005, 38.0505], "demo", 3);
        var card = new PatchCard(
            row, System.Text.Json.JsonDocument.Parse("{}").RootElement, null, null, null, null,
            [new("approval", "approvals", 1, "<script>x</script>", null, null, null, null, "expired", 8021.1, 0.5)], [], [], [], new(false, false, false, false, false));

        var page = EvidencePage.Write(card, ground, EvidenceScenes.None, FieldEvidence.None, [], "<i>me</i>", DateTimeOffset.UnixEpoch, "00", new EvidenceWords(isChinese: true));

        Assert.DoesNotContain("<script>x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>me", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;x", page, StringComparison.Ordinal);
        Assert.Contains("V2 批少占多", page, StringComparison.Ordinal);
        Assert.Contains("14.61 亩", page, StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, byte[]>> UnzipAsync(long patch)
    {
        var officer = (await system.PersonAsync("officer", StoreSeed.Shijiazhuang)).Program;
        using var zip = new ZipArchive(new MemoryStream(await officer.GetByteArrayAsync($"api/patches/{patch}/evidence.zip")));
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var room = new MemoryStream();
            await using var content = entry.Open();
            await content.CopyToAsync(room);
            files[entry.FullName] = room.ToArray();
        }

        return files;
    }

    private static async Task<int> VerifyAsync(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", ["dgst", "-sha256", "-verify", "evidence-key.pem", "-signature", "SHA256SUMS.sig", "SHA256SUMS"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>A picture of one colour that holds the square.</summary>
    private async Task<long> PatchAsync(string before = "2025-10-08", string after = "2026-10-12")
    {
        var by = await system.Store.AddPersonAsync($"by-{Guid.NewGuid():N}");
        return await system.Store.ScalarAsync<long>(
            """
            WITH batch AS (
                INSERT INTO patch_batch (area_code, code, kind, origin, due, received_at, account_id, file_name, file_hash)
                VALUES ($1, $2, 'issued', 'demo', '2026-12-31', now(), $3, 'f', '') RETURNING id)
            INSERT INTO patch (batch_id, area_code, number, area_m2, origin, kind, before_on, after_on, outline)
            SELECT id, $1, '0417', 9742.49, 'demo', '20', $5::date, $6::date, ST_GeomFromText($4, 4490) FROM batch RETURNING id
            """,
            StoreSeed.ChangAn, $"b-{Guid.NewGuid():N}", by, Square, before, after);
    }
}
