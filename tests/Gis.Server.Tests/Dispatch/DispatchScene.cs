using System.Globalization;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;

namespace Gis.Server.Tests.Dispatch;

/// <summary>A commander, roads, and units with their own users at the broker, set up in one line each.</summary>
internal static class DispatchScene
{
    public static Task<TestPerson> CommanderAsync(this TestSystem system) => system.PersonAsync("commander", "130000");

    public static async Task<long> ReportAsync(this TestPerson commander, double lon = 114.5, double lat = 38.0) =>
        (await commander.Program.JsonAsync("POST", "api/incidents", new
        {
            title = "Foam on the river",
            typeCode = "water_pollution",
            lon,
            lat,
            areaCode = StoreSeed.ChangAn,
        })).GetProperty("id").GetInt64();

    /// <summary>A unit of a fresh name, heard at a place, let in by the broker.</summary>
    public static async Task<FieldUnit> FieldUnitAsync(this TestSystem system, double lon = 114.5, double lat = 38.0, DateTimeOffset? heardAt = null)
    {
        var user = new BrokerUser($"u-{Guid.NewGuid().ToString("N")[..8]}", "secret-1234");
        var id = await system.Store.AddUnitAsync(user.Name, StoreSeed.ChangAn);
        await system.Store.ExecuteAsync(
            "INSERT INTO latest_position (unit_id, measured_at, lon, lat, received_at) VALUES ($1, $4, $2, $3, $4)",
            id, lon, lat, heardAt ?? DateTimeOffset.UtcNow);
        await system.Broker.AddAsync(user);
        return new FieldUnit(id, user, system.Broker.Port);
    }

    public static Task<JsonElement> SendAsync(this TestPerson commander, long incident, long unit, DateTimeOffset? dueAt = null) =>
        commander.Program.JsonAsync("POST", $"api/incidents/{incident}/orders", new { unitId = unit, kind = "monitor", text = "Sample at the bridge", dueAt });

    /// <summary>What ingest does with a unit's report: the row and the log's entry in one transaction.</summary>
    public static async Task<long> ReportStateAsync(this TestSystem system, long unit, string? order, string state, string? text = null, DateTimeOffset? at = null)
    {
        var id = await system.Store.ScalarAsync<long>(
            """
            INSERT INTO unit_report (unit_id, order_code, state, text, measured_at, received_at) VALUES ($1, $2, $3, $4, $5, now()) RETURNING id
            """, unit, order is null ? DBNull.Value : order, state, text is null ? DBNull.Value : text, at ?? DateTimeOffset.UtcNow);
        await system.Store.LogAsync("ingest", [], [StoreSeed.ChangAn], string.Create(CultureInfo.InvariantCulture, $$"""{"reports": [{{id}}]}"""));
        return id;
    }

    public static async Task<JsonElement> OrderAsync(this TestPerson commander, long incident, long order) =>
        (await commander.Program.JsonAsync("GET", $"api/incidents/{incident}")).GetProperty("orders").EnumerateArray()
            .Single(found => found.GetProperty("id").GetInt64() == order);

    public static Task StateBecomesAsync(this TestPerson commander, long incident, long order, string state) =>
        Eventually.TrueAsync(
            async () => (await commander.OrderAsync(incident, order)).GetProperty("state").GetString() == state, $"order {order} becomes {state}");

    public static Task TimelineTellsAsync(this TestPerson commander, long incident, string kind) =>
        Eventually.TrueAsync(async () => (await commander.TimelineAsync(incident, kind)).Count > 0, $"the timeline tells of {kind}");

    public static async Task<IReadOnlyList<JsonElement>> TimelineAsync(this TestPerson commander, long incident, string kind) =>
        [.. (await commander.Program.JsonAsync("GET", $"api/incidents/{incident}")).GetProperty("timeline").EnumerateArray()
            .Where(item => item.GetProperty("kind").GetString() == kind)];

    /// <summary>A straight road east and a detour, so that road time and straight line disagree: the place at 114.52 is near and slow to leave.</summary>
    public static Task BuildRoadsAsync(this StoreFixture store) => store.ExecuteAsync(
        """
        INSERT INTO road_node (id, lon, lat) VALUES (1, 114.3, 38.0), (2, 114.5, 38.0), (3, 114.52, 38.5), (4, 114.52, 38.0);
        INSERT INTO road_edge (id, from_node, to_node, road_class, length_m, speed_mps, geom) VALUES
            (1, 1, 2, 'primary', 17520, 20, ST_GeomFromText('LINESTRING(114.3 38.0, 114.5 38.0)', 4490)),
            (2, 2, 3, 'secondary', 55600, 20, ST_GeomFromText('LINESTRING(114.5 38.0, 114.52 38.5)', 4490)),
            (3, 3, 4, 'secondary', 55600, 20, ST_GeomFromText('LINESTRING(114.52 38.5, 114.52 38.0)', 4490))
        """);
}
