using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>Files of patches, and a small one map of land around them.</summary>
internal static class PatchScene
{
    public const string ChangAn = "130102";
    public const string Shijiazhuang = "130100";

    private const double Metre = 0.00001;

    private static readonly string[] Themes = ["land_use", "basic_farmland", "red_line", "inspection", "approval"];

    /// <summary>Layers of the themes that the comparison needs, without a feature in reach.</summary>
    public static async Task LoadThemesAsync(this StoreFixture store)
    {
        foreach (var theme in Themes)
        {
            await store.ExecuteAsync(
                """
                INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, edition)
                SELECT layer, layer, layer, 'stored', 'polygon', 'none', 'none', 'test', 'test', 1 FROM land_theme WHERE theme = $1 ON CONFLICT (id) DO NOTHING
                """,
                theme);
        }
    }

    /// <summary>A feature of a theme in the box of metres east and north of a place.</summary>
    public static Task<int> AddLandAsync(this StoreFixture store, string theme, double lon, double west, double south, double east, double north, object properties) => store.ExecuteAsync(
        """
        INSERT INTO layer_feature (layer, edition, id, area_code, properties, geom)
        SELECT t.layer, 1, 1 + (SELECT count(*) FROM layer_feature f WHERE f.layer = t.layer), '130102', $2::jsonb, ST_MakeEnvelope($3, $4, $5, $6, 4490) FROM land_theme t WHERE t.theme = $1
        """,
        theme, JsonSerializer.Serialize(properties), lon + (west * Metre), 38 + (south * Metre), lon + (east * Metre), 38 + (north * Metre));

    /// <summary>A row of a file: a square of some 40 m.</summary>
    public static string Row(string number, double lon, string area = ChangAn, string kind = "20", string after = "2026-10-01", string geometry = "") =>
        $$"""
        {"type": "Feature", "properties": {"JCBH": "{{number}}", "XZQDM": "{{area}}", "TBLX": "{{kind}}", "QSX": "20260801", "HSX": "{{after}}"},
         "geometry": {{(geometry.Length > 0 ? geometry : Square(lon))}}}
        """;

    public static string Square(double lon)
    {
        string At(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"[{lon + (x * Metre):F7}, {38 + (y * Metre):F7}]");
        return $$"""{"type": "Polygon", "coordinates": [[{{At(0, 0)}}, {{At(40, 0)}}, {{At(40, 40)}}, {{At(0, 40)}}, {{At(0, 0)}}]]}""";
    }

    public static async Task<HttpResponseMessage> UploadAsync(this HttpClient client, string code, params string[] rows)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"type": "FeatureCollection", "features": [{{string.Join(',', rows)}}]}"""));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await client.PostAsync(new Uri($"api/patch-batches?code={code}&name=patches.geojson", UriKind.Relative), content);
    }

    public static async Task<JsonElement> UploadedAsync(this HttpClient client, string code, params string[] rows)
    {
        using var answer = await client.UploadAsync(code, rows);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
