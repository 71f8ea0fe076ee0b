using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Tests.Features;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Gis.Tiles.Tests.Records;

/// <summary>The small world with a catalogue in which something is said of the districts, of the parcels (which not everybody sees) and of the air stations.</summary>
public sealed class RecordsSystem : TestSystem
{
    public HttpClient Anyone => Anonymous();

    protected override string Parts => "tiles";

    public async Task<HttpClient> WithAsync(string role, string area, params string[] layers) =>
        (await this.PersonAsync(role, area, layers.Length == 0 ? null : layers)).Program;

    public static async Task<string> IdsAsync(HttpClient client, string query = "") => string.Join(
        ' ', (await client.GetJsonAsync($"/ogc/collections/records/items{query}")).GetProperty("features").EnumerateArray().Select(record => record.GetProperty("id").GetString()));

    public static Task<JsonElement> RecordAsync(HttpClient client, string layer) => client.GetJsonAsync($"/ogc/collections/records/items/{layer}");

    protected override async Task ArrangeAsync()
    {
        await SmallWorld.FillAsync(Store);
        await Store.ExecuteAsync(
            """
            UPDATE layer_edition SET imported_at = '2026-01-01T00:00:00Z';
            UPDATE layer_record SET description_en = 'Boundaries  of districts for the public', description_zh = '区县界线', owner_en = 'Survey Office', owner_zh = '测绘院',
                lineage_en = 'Digitised from paper sheets', quality_en = 'Positions within 5 m', keywords_en = ARRAY['boundary', 'administration'], keywords_zh = ARRAY['行政区划'],
                external_ids = ARRAY['http://example.org/ids:d-1', 'plain'], time_from = '2020-01-01', time_to = '2020-12-31', update_every_days = 30,
                contact_name = 'Desk', contact_email = 'desk@example.org', contact_phone = '0311-1' WHERE layer = 'districts';
            UPDATE layer_record SET owner_en = 'Land Office', owner_zh = '国土局', keywords_en = ARRAY['secret ground'], update_every_days = 10 WHERE layer = 'parcels';
            """);
    }

    protected override void Adjust(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration.AddInMemoryCollection([new("Tiles:LiveTileAge", "00:00:00")]);
    }
}
