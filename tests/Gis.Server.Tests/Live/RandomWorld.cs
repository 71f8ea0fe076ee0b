using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Npgsql;

namespace Gis.Server.Tests.Live;

/// <summary>Lets a seeded world happen in the store: values, alarms, acts, incidents, units. Each act is one transaction that ends with its event.</summary>
internal sealed class RandomWorld(StoreFixture store, int seed, params string[] areas)
{
    private static readonly string[] Severities = ["red", "orange", "yellow", "blue"];

    private readonly List<(long Id, string Area, long Datastream)> _things = [];
    private readonly List<(long Id, string Area)> _units = [];
    private long _person;

    public async Task ArrangeAsync(int things, int units)
    {
        _person = await store.AddPersonAsync($"w-{Guid.NewGuid():N}");
        for (var i = 0; i < things; i++)
        {
            var area = areas[i % areas.Length];
            var thing = await store.AddThingAsync($"thing of {area}", area);
            _things.Add((thing, area, await store.AddDatastreamAsync(thing)));
        }

        for (var i = 0; i < units; i++)
        {
            var area = areas[i % areas.Length];
            _units.Add((await store.AddUnitAsync($"u-{seed}-{i}", area), area));
        }
    }

    /// <summary>So many acts, one after another; several worlds may act at once.</summary>
    public async Task ActAsync(int times, int stream)
    {
        var random = new Random(seed + stream);
        for (var i = 0; i < times; i++)
        {
            await using var connection = await store.Owner.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await ActOnceAsync(random, connection);
            await transaction.CommitAsync();
        }
    }

    private Task ActOnceAsync(Random random, NpgsqlConnection connection) => random.Next(10) switch
    {
        < 4 => HearAsync(random, connection),
        < 6 => RaiseAsync(random, connection),
        6 => ClearAsync(random, connection),
        7 => AcknowledgeAsync(random, connection),
        8 => DriveAsync(random, connection),
        _ => IncidentAsync(random, connection),
    };

    private async Task HearAsync(Random random, NpgsqlConnection connection)
    {
        var (thing, area, datastream) = _things[random.Next(_things.Count)];
        var value = random.Next(1_000);
        await RunAsync(
            connection,
            """
            INSERT INTO latest_observation (datastream_id, phenomenon_time, value, flag, quality, received_at) VALUES ($1, now(), $2, 'N', 0, clock_timestamp())
            ON CONFLICT (datastream_id) DO UPDATE SET value = excluded.value, received_at = greatest(latest_observation.received_at, excluded.received_at)
            """,
            datastream, (double)value);
        await RunAsync(
            connection,
            "WITH told AS (SELECT append_live_event('ingest', $1, $2, '{}', $3) AS seq) UPDATE latest_cursor c SET seq = told.seq FROM told",
            new[] { thing },
            new[] { area },
            $"""[[{thing}, {datastream}, 1760000000000, {value}, null, "N", 0]]""");
    }

    private async Task RaiseAsync(Random random, NpgsqlConnection connection)
    {
        var (thing, area, _) = _things[random.Next(_things.Count)];
        var alarm = await RunAsync(
            connection,
            """
            INSERT INTO alarm_event (alarm_id, change, at, thing_id, area_code, property, kind, severity, phenomenon_time, value, limit_value, ratio, origin)
            VALUES (nextval('alarm_id_seq'), 'raised', clock_timestamp(), $1, $2, 'w01018', 'over_limit', $3, now(), 80, 40, 2, 'real') RETURNING alarm_id
            """,
            thing, area, Severities[random.Next(Severities.Length)]);
        await LogAsync(connection, "ingest", [thing], [area], $$"""{"alarms": [{{alarm}}]}""");
    }

    private async Task ClearAsync(Random random, NpgsqlConnection connection)
    {
        var (thing, area, _) = _things[random.Next(_things.Count)];
        var alarm = await RunAsync(
            connection,
            """
            INSERT INTO alarm_event (alarm_id, change, at, thing_id, area_code, property, kind, severity, phenomenon_time, origin)
            SELECT r.alarm_id, 'cleared', clock_timestamp(), r.thing_id, r.area_code, r.property, r.kind, r.severity, r.phenomenon_time, r.origin
            FROM alarm_event r WHERE r.thing_id = $1 AND r.change = 'raised' AND NOT EXISTS (SELECT FROM alarm_event c WHERE c.alarm_id = r.alarm_id AND c.change = 'cleared')
            ORDER BY r.id LIMIT 1
            RETURNING alarm_id
            """,
            thing);
        if (alarm is long id)
        {
            await LogAsync(connection, "ingest", [thing], [area], $$"""{"alarms": [{{id}}]}""");
        }
    }

    private async Task AcknowledgeAsync(Random random, NpgsqlConnection connection)
    {
        var (thing, area, _) = _things[random.Next(_things.Count)];
        var alarm = await RunAsync(
            connection,
            """
            INSERT INTO alarm_action (alarm_id, action, account_id)
            SELECT alarm_id, 'acknowledge', $2 FROM alarm_event WHERE thing_id = $1 AND change = 'raised' ORDER BY id DESC LIMIT 1 RETURNING alarm_id
            """,
            thing, _person);
        if (alarm is long id)
        {
            await LogAsync(connection, "alarm", [id], [area], "{}");
        }
    }

    private async Task DriveAsync(Random random, NpgsqlConnection connection)
    {
        var (unit, area) = _units[random.Next(_units.Count)];
        await RunAsync(
            connection,
            """
            INSERT INTO latest_position (unit_id, measured_at, lon, lat, received_at) VALUES ($1, clock_timestamp(), $2, 38, clock_timestamp())
            ON CONFLICT (unit_id) DO UPDATE SET measured_at = excluded.measured_at, lon = excluded.lon
            """,
            unit, 114 + random.NextDouble());
        await LogAsync(connection, "ingest", [], [area], $$"""{"units": [[{{unit}}, 1760000000000, 114, 38, null, null]]}""");
    }

    private async Task IncidentAsync(Random random, NpgsqlConnection connection)
    {
        var area = areas[random.Next(areas.Length)];
        var incident = await RunAsync(
            connection,
            """
            INSERT INTO incident (code, title, type_code, area_code, lon, lat, happened_at, reported_at, source, created_by)
            VALUES ('HB-' || gen_random_uuid(), 'incident of ' || $1, 'fire', $1, 114.5, 38, now(), now(), 'call', $2) RETURNING id
            """,
            area, _person);
        await RunAsync(
            connection,
            "INSERT INTO incident_event (incident_id, kind, at, details) VALUES ($1, 'graded', clock_timestamp(), jsonb_build_object('grade', $2::int))",
            incident!, random.Next(1, 5));
        await LogAsync(connection, "incident", [(long)incident!], [area], "{}");
    }

    private static Task<object?> LogAsync(NpgsqlConnection connection, string kind, long[] ids, string[] areas, string payload) =>
        RunAsync(connection, "SELECT append_live_event($1, $2, $3, $4::jsonb)", kind, ids, areas, payload);

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteScalarAsync();
    }
}
