using System.Text.Json;
using Gis.Demo.Terrain;
using Npgsql;

namespace Gis.Demo.Simulation;

/// <summary>Reads the field from the store: what is registered is what speaks.</summary>
internal sealed class FieldWorldReader(NpgsqlDataSource store)
{
    private const string ThingSql = """
        SELECT t.id, t.kind, a.code, t.name_zh, t.name_en, t.area_code, t.lon, t.lat, t.properties::text,
               coalesce((SELECT array_agg(d.property ORDER BY d.id) FROM datastream d
                         WHERE d.thing_id = t.id AND d.statistic = 'instant' AND d.retired_at IS NULL), '{}'),
               (SELECT json_agg(json_build_array(p.property, p.lower_limit, p.upper_limit)) FROM permit_limit p
                WHERE p.thing_id = t.id AND p.period_s = 3600 AND p.valid_from <= now() AND (p.valid_to IS NULL OR p.valid_to > now()))::text
        FROM thing t
        JOIN thing_alias a ON a.thing_id = t.id
        WHERE t.origin = 'demo' AND t.retired_at IS NULL
        ORDER BY a.code
        """;

    public async Task<FieldWorld> ReadAsync(CancellationToken cancellationToken)
    {
        var map = new BaseMapReader(store);
        var things = await ReadThingsAsync(cancellationToken);
        if (things.Count == 0)
        {
            throw new DemoException("There is no demo province in the store: 'Gis.Demo seed' registers it.");
        }

        return new FieldWorld(
            things, await ReadViewsAsync(cancellationToken), await ReadUnitsAsync(cancellationToken),
            await map.ReadRiversAsync(cancellationToken), await map.ReadRoadsAsync(cancellationToken));
    }

    private async Task<List<FieldThing>> ReadThingsAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(ThingSql);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var things = new List<FieldThing>();
        while (await rows.ReadAsync(cancellationToken))
        {
            using var properties = JsonDocument.Parse(rows.GetString(8));
            var known = properties.RootElement;
            things.Add(new FieldThing(
                rows.GetInt64(0), string.Intern(rows.GetString(1)), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetString(5),
                new LonLat(rows.GetDouble(6), rows.GetDouble(7)))
            {
                Properties = [.. rows.GetFieldValue<string[]>(9).Select(string.Intern)],
                Limits = rows.IsDBNull(10) ? new Dictionary<string, (double?, double?)>() : Limits(rows.GetString(10)),
                Flow = Number(known, "flow_lps") ?? Number(known, "flow_m3s") ?? 0,
                StandardO2Percent = Number(known, "standard_o2_percent") ?? 6,
                Reach = (long?)Number(known, "reach"),
                ChainageM = Number(known, "chainage_m") ?? 0,
                Form = known.TryGetProperty("form", out var form) ? form.GetString() ?? "" : "",
                Q3M3h = Number(known, "q3_m3h") ?? 0,
            });
        }

        return things;
    }

    private async Task<Dictionary<string, string>> ReadViewsAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            """
            SELECT c.code, w.code FROM camera_view v
            JOIN thing_alias c ON c.thing_id = v.camera_id
            JOIN thing_alias w ON w.thing_id = v.thing_id
            JOIN thing t ON t.id = v.camera_id AND t.origin = 'demo'
            """);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var views = new Dictionary<string, string>();
        while (await rows.ReadAsync(cancellationToken))
        {
            views[rows.GetString(0)] = rows.GetString(1);
        }

        return views;
    }

    private async Task<List<FieldUnit>> ReadUnitsAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            "SELECT code, kind, base_lon, base_lat FROM unit WHERE origin = 'demo' AND retired_at IS NULL ORDER BY code");
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var units = new List<FieldUnit>();
        while (await rows.ReadAsync(cancellationToken))
        {
            units.Add(new FieldUnit(rows.GetString(0), rows.GetString(1), new LonLat(rows.GetDouble(2), rows.GetDouble(3))));
        }

        return units;
    }

    private static Dictionary<string, (double? Lower, double? Upper)> Limits(string json)
    {
        using var limits = JsonDocument.Parse(json);
        return limits.RootElement.EnumerateArray().ToDictionary(
            limit => string.Intern(limit[0].GetString()!), limit => (Number(limit[1]), Number(limit[2])));
    }

    private static double? Number(JsonElement known, string name) => known.TryGetProperty(name, out var value) ? Number(value) : null;

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
