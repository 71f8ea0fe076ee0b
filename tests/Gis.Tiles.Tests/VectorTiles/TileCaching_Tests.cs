using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Gis.Testing;
using Xunit;

namespace Gis.Tiles.Tests.VectorTiles;

/// <summary>These tests change editions and rights, so they have a system of their own.</summary>
public sealed class TileCaching_Tests(TilesSystem system) : IClassFixture<TilesSystem>
{
    private const string Everywhere = "inspector|130000|";
    private static readonly string Districts = TileClient.Path("districts", "10/394/837");
    private static readonly string Parcels = TileClient.Path("parcels", SmallWorld.ChanganTile);

    [Fact]
    public async Task Published_tile_may_be_kept_by_all_and_is_not_sent_twice()
    {
        var first = await system.Anyone.GetAsync(Districts);

        var second = await AskAgainAsync(system.Anyone, Districts, first.Headers.ETag!);

        Assert.Contains("public, max-age=3600", first.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
    }

    [Fact]
    public async Task Scoped_tile_is_for_its_caller_alone()
    {
        var answer = await (await system.WithAsync("inspector|130100|")).GetAsync(Parcels);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-cache, private", string.Join(", ", answer.Headers.CacheControl!.ToString().Split(", ").Order()));
    }

    [Fact]
    public async Task Tag_of_a_scoped_tile_names_area_set_and_grants_version()
    {
        var person = await system.PersonAsync("inspector|130100|");
        var first = await TagAsync(person.Program);
        var sameGrants = await TagAsync(await system.WithAsync("inspector|130100|"));
        var otherAreas = await TagAsync(await system.WithAsync("inspector|130000|"));
        var moreAreas = await TagAsync(await system.WithAsync("inspector|130100|", "inspector|130200|"));

        // A grant that comes and goes leaves the same areas under a new version.
        var added = await system.GrantAsync(person.Account, "officer", "130300");
        await system.Store.ExecuteAsync("UPDATE account_grant SET valid_to = now() WHERE id = $1", added);
        await Eventually.TrueAsync(async () => await TagAsync(person.Program) != first, "the tag has the new version", TimeSpan.FromSeconds(10));

        Assert.Equal(first, sameGrants);
        Assert.Equal(3, new[] { first, otherAreas, moreAreas }.Distinct().Count());
    }

    [Fact]
    public async Task Rights_are_looked_at_before_what_the_caller_already_has()
    {
        var tag = (await (await system.WithAsync("inspector|130100|")).GetAsync(Parcels)).Headers.ETag!;

        var anyone = await AskAgainAsync(system.Anyone, Parcels, tag);
        var other = await AskAgainAsync(await system.WithAsync("guest|130100|districts"), Parcels, tag);

        Assert.Equal(HttpStatusCode.NotFound, anyone.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task New_edition_has_another_tag_and_is_read_whole()
    {
        await ImportDistrictsAsync(edition: 2, code: "A");
        var old = await WaitForAsync("A");

        await ImportDistrictsAsync(edition: 3, code: "B");
        var fresh = await WaitForAsync("B");

        Assert.NotEqual(old.Headers.ETag, fresh.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, (await AskAgainAsync(system.Anyone, Districts, old.Headers.ETag!)).StatusCode);
    }

    [Fact]
    public async Task Live_tile_has_the_tag_of_its_content()
    {
        var path = TileClient.Path("outfalls", SmallWorld.LunanTile);
        var first = await system.Anyone.GetAsync(path);

        var same = await AskAgainAsync(system.Anyone, path, first.Headers.ETag!);
        await system.Store.ExecuteAsync("UPDATE thing SET name_en = 'Renamed' WHERE kind = 'outfall_gas'");
        var changed = await AskAgainAsync(system.Anyone, path, first.Headers.ETag!);

        Assert.Equal("public, max-age=5", first.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("br, gzip;q=0.5", true)]
    [InlineData("br", false)]
    [InlineData("gzip;q=0", false)]
    public async Task Compressed_tile_is_for_those_who_take_it_and_has_a_tag_of_its_own(string accept, bool isCompressed)
    {
        await (await system.WithAsync(Everywhere)).GetAsync(Parcels);
        var plain = await (await system.WithAsync(Everywhere)).GetAsync(Parcels);
        using var request = new HttpRequestMessage(HttpMethod.Get, Parcels);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);

        var answer = await (await system.WithAsync(Everywhere)).SendAsync(request);

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(isCompressed ? ["gzip"] : Array.Empty<string>(), answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.Contains("Accept-Encoding", plain.Headers.Vary);
        Assert.Equal(isCompressed, answer.Headers.ETag!.Tag != plain.Headers.ETag!.Tag);
        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(), isCompressed ? await UnfoldAsync(bytes) : bytes);
        Assert.Equal(HttpStatusCode.NotModified, (await AskAgainAsync(await system.WithAsync(Everywhere), Parcels, answer.Headers.ETag!)).StatusCode);
    }

    private static async Task<byte[]> UnfoldAsync(byte[] bytes)
    {
        await using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var plain = new MemoryStream();
        await gzip.CopyToAsync(plain);
        return plain.ToArray();
    }

    private async Task<HttpResponseMessage> WaitForAsync(string code)
    {
        HttpResponseMessage? answer = null;
        await Eventually.TrueAsync(
            async () =>
            {
                answer = await system.Anyone.GetAsync(Districts);
                var tile = await DecodedTile.ReadAsync(await answer.Content.ReadAsByteArrayAsync(), "10/394/837", "districts");
                return tile.Values("code").SequenceEqual([code]);
            },
            $"the tile shows {code}",
            TimeSpan.FromSeconds(20));
        return answer!;
    }

    private Task<int> ImportDistrictsAsync(int edition, string code) => system.Store.ExecuteAsync(
        $"""
        INSERT INTO layer_feature (layer, edition, id, code, geom) VALUES ('districts', {edition}, 1, '{code}', ST_MakeEnvelope(114.0, 38.0, 115.0, 39.0, 4490));
        INSERT INTO layer_edition (layer, edition, source, imported_by, feature_count) VALUES ('districts', {edition}, 'test', 'test', 1);
        UPDATE layer SET edition = {edition} WHERE id = 'districts';
        """);

    private static async Task<string> TagAsync(HttpClient client) => (await client.GetAsync(Parcels)).Headers.ETag!.Tag;

    private static async Task<HttpResponseMessage> AskAgainAsync(HttpClient client, string path, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(tag);
        return await client.SendAsync(request);
    }
}
