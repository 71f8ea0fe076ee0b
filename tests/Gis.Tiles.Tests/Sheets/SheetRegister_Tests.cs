using System.Text;
using System.Text.Json;
using Gis.Server.Platform.Store;
using Gis.Tiles.Sheets;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Gis.Tiles.Tests.Sheets;

/// <summary>The register of map sheets follows the outline of the province, and is a layer like any other.</summary>
public sealed class SheetRegister_Tests(SheetsSystem system) : IClassFixture<SheetsSystem>
{
    [Fact]
    public async Task Register_holds_the_sheets_that_the_outline_touches_and_follows_a_new_edition()
    {
        await UseEditionAsync(1);
        var (codes, ids) = await SheetsAsync();

        // By hand: of the two by two sheets of 1:250,000 the triangle leaves the north-eastern one alone.
        Assert.Equal(["J50C001001", "J50C002001", "J50C002002"], codes.Where(code => code.Contains('C', StringComparison.Ordinal)));
        Assert.Equal(await ExpectedAsync(1), codes);
        Assert.DoesNotContain(codes, code => SheetNumber.TryParse(code)!.Extent.West < 114);

        await UseEditionAsync(2);
        var (fewer, sameIds) = await SheetsAsync();

        Assert.Equal(await ExpectedAsync(2), fewer);
        Assert.InRange(fewer.Count, 4, 12);
        Assert.All(fewer, code => Assert.Equal(ids[code], sameIds[code]));
    }

    [Fact]
    public async Task How_a_sheet_stands_is_told_by_features_and_tiles()
    {
        await UseEditionAsync(1);
        await system.Store.ExecuteAsync(
            """
            INSERT INTO sheet_programme (area_code, scale, task, planned, source) VALUES ('130000', 250000, 'update', 29, 'plan') ON CONFLICT DO NOTHING;
            WITH who AS (INSERT INTO account (name, display_name) VALUES ('surveyor', 'surveyor') RETURNING id)
            INSERT INTO sheet_event (code, state, edition, at, account_id) SELECT 'J50C001001', 'updated', 'of 2026', now(), id FROM who;
            """);
        using var client = system.Anyone;

        using var page = JsonDocument.Parse(await client.GetStringAsync(new Uri("/ogc/collections/sheets/items?limit=10000", UriKind.Relative)));
        var sheets = page.RootElement.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties")).ToDictionary(sheet => sheet.GetProperty("code").GetString()!);
        var tile = Encoding.UTF8.GetString(await client.GetByteArrayAsync(new Uri("/ogc/collections/sheets/tiles/WebMercatorQuad/5/12/26", UriKind.Relative)));

        Assert.Equal(("updated", "of 2026"), (sheets["J50C001001"].GetProperty("state").GetString(), sheets["J50C001001"].GetProperty("edition").GetString()));
        Assert.Equal("to_update", sheets["J50C002002"].GetProperty("state").GetString());
        Assert.Contains("of 2026", tile, StringComparison.Ordinal);
        Assert.Contains("to_update", tile, StringComparison.Ordinal);
    }

    private async Task UseEditionAsync(int edition)
    {
        await system.Store.ExecuteAsync($"UPDATE layer SET edition = {edition} WHERE id = 'provinces'");
        using var keeper = new SheetKeeper(system.Store.As(StoreRole.Tiles), TimeProvider.System, NullLogger<SheetKeeper>.Instance);
        await keeper.CatchUpAsync(CancellationToken.None);
    }

    /// <summary>As PostGIS alone finds them, from sheets drawn by its own arithmetic.</summary>
    private async Task<List<string>> ExpectedAsync(int edition)
    {
        await using var command = system.Store.Owner.CreateCommand(
            $"""
            SELECT 'J50' || s.letter || lpad((s.n - row)::text, 3, '0') || lpad((place + 1)::text, 3, '0') AS code
            FROM (VALUES ('C', 4), ('E', 24), ('G', 96)) s (letter, n)
            CROSS JOIN LATERAL generate_series(0, s.n - 1) row
            CROSS JOIN LATERAL generate_series(0, s.n - 1) place
            JOIN layer_feature f ON f.layer = 'provinces' AND f.edition = {edition} AND f.code = '130000'
             AND ST_Intersects(f.geom, ST_MakeEnvelope(114 + place * 6.0 / s.n, 36 + row * 4.0 / s.n, 114 + (place + 1) * 6.0 / s.n, 36 + (row + 1) * 4.0 / s.n, 4490))
            """);
        await using var row = await command.ExecuteReaderAsync();
        var codes = new List<string>();
        while (await row.ReadAsync())
        {
            codes.Add(row.GetString(0));
        }

        return [.. codes.Order(StringComparer.Ordinal)];
    }

    private async Task<(List<string> Codes, Dictionary<string, long> Ids)> SheetsAsync()
    {
        using var client = system.Anyone;
        using var page = JsonDocument.Parse(await client.GetStringAsync(new Uri("/ogc/collections/sheets/items?limit=10000", UriKind.Relative)));
        var ids = page.RootElement.GetProperty("features").EnumerateArray()
            .ToDictionary(feature => feature.GetProperty("properties").GetProperty("code").GetString()!, feature => feature.GetProperty("id").GetInt64());
        return ([.. ids.Keys.Order(StringComparer.Ordinal)], ids);
    }
}
