using System.Security.Cryptography;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;

namespace Gis.Server.Tests.Access;

/// <summary>Makes, in the area wanted, whatever the address of a route names.</summary>
internal sealed class Somewhere(StoreFixture store)
{
    public const string Absent = "987654321";

    /// <summary>The address with something new in it that lies in this area; without an area something that does not exist.</summary>
    public async Task<string> FillAsync(string address, string? area)
    {
        var start = address.IndexOf('{', StringComparison.Ordinal);
        if (start < 0)
        {
            return address;
        }

        var end = address.IndexOf('}', StringComparison.Ordinal);
        var made = await MakeAsync(address[(start + 1)..end], area);
        return $"{address[..start]}{made}{address[(end + 1)..]}";
    }

    private async Task<string> MakeAsync(string what, string? area) => (what, area) switch
    {
        ("snapshot", null) => new string('0', 64),
        ("account-and-grant", null) => $"{Absent}/grants/{Absent}",
        (_, null) => Absent,
        ("thing", _) => $"{await ThingAsync(area)}",
        ("datastream", _) => $"{await DatastreamAsync(area)}",
        ("alarm", _) => $"{await store.RaiseAlarmAsync(await ThingAsync(area), area)}",
        ("incident", _) => $"{await IncidentAsync(area)}",
        ("unit", _) => $"{await UnitAsync(area)}",
        ("order", _) => $"{await OrderAsync(area)}",
        ("account", _) => $"{(await AccountAsync(area, "browser")).Account}",
        ("account-and-grant", _) => await AccountAndGrantAsync(area),
        ("token", _) => $"{(await AccountAsync(area, "api")).Account}",
        ("snapshot", _) => await SnapshotAsync(area),
        ("parcel", _) => $"{await ParcelAsync(area)}",
        ("sheet", _) => await SheetAsync(area),
        ("area", _) => area,
        ("patch", _) => $"{await PatchAsync(area)}",
        ("patch-batch", _) => $"{await store.ScalarAsync<long>("SELECT batch_id FROM patch WHERE id = $1", await PatchAsync(area))}",
        ("change-job", _) => $"{await ChangeJobAsync(area)}",
        ("access-request", _) => $"{await AccessRequestAsync(area)}",
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Nobody knows how to make one."),
    };

    private async Task<long> ThingAsync(string area)
    {
        var thing = await store.AddThingAsync($"t-{Guid.NewGuid():N}", area);
        await store.AddDatastreamAsync(thing);
        return thing;
    }

    private async Task<long> DatastreamAsync(string area) =>
        await store.ScalarAsync<long>("SELECT min(id) FROM datastream WHERE thing_id = $1 AND period_s = 0", await ThingAsync(area));

    private Task<long> UnitAsync(string area) => store.AddUnitAsync($"u-{Guid.NewGuid():N}", area);

    private async Task<long> IncidentAsync(string area) =>
        await store.AddIncidentAsync($"HB-{Guid.NewGuid():N}", area, await store.AddPersonAsync($"by-{Guid.NewGuid():N}"));

    private async Task<long> OrderAsync(string area)
    {
        var order = await store.ScalarAsync<long>(
            """
            INSERT INTO field_order (code, incident_id, unit_id, kind, text, lon, lat, issued_at, issued_by)
            SELECT $1, i.id, $3, 'go', 'by test', i.lon, i.lat, now(), i.created_by FROM incident i WHERE i.id = $2 RETURNING id
            """,
            $"o-{Guid.NewGuid():N}", await IncidentAsync(area), await UnitAsync(area));
        await store.ExecuteAsync("INSERT INTO assignment_event (order_id, state, at, source) VALUES ($1, 'issued', now(), 'commander')", order);
        await store.ExecuteAsync("INSERT INTO unit_assignment SELECT unit_id, id, incident_id FROM field_order WHERE id = $1", order);
        return order;
    }

    private async Task<(long Account, long Grant)> AccountAsync(string area, string kind)
    {
        var account = await store.AddPersonAsync($"a-{Guid.NewGuid():N}");
        await store.ExecuteAsync(
            "INSERT INTO session (token_hash, account_id, kind, expires_at) VALUES ($1, $2, $3, now() + interval '1 hour')",
            RandomNumberGenerator.GetBytes(32), account, kind);
        return (account, await store.ScalarAsync<long>(
            "INSERT INTO account_grant (account_id, role, area_code) VALUES ($1, 'officer', $2) RETURNING id", account, area));
    }

    private async Task<string> AccountAndGrantAsync(string area)
    {
        var (account, grant) = await AccountAsync(area, "browser");
        return $"{account}/grants/{grant}";
    }

    private async Task<long> AccessRequestAsync(string area) => await store.ScalarAsync<long>(
        "INSERT INTO access_request (account_id, layer, area_code, reason, days, asked_at) VALUES ($1, 'cameras', $2, 'by test', 5, now()) RETURNING id",
        await store.AddPersonAsync($"asks-{Guid.NewGuid():N}"), area);

    private async Task<string> SheetAsync(string area)
    {
        var code = $"J50E{RandomNumberGenerator.GetInt32(1_000_000):D6}";
        await store.ExecuteAsync("INSERT INTO sheet (code, scale, area_code, geom) VALUES ($1, 50000, $2, ST_MakeEnvelope(114, 38, 114.25, 38.2, 4490))", code, area);
        return code;
    }

    private async Task<long> PatchAsync(string area) => await store.ScalarAsync<long>(
        """
        WITH batch AS (
            INSERT INTO patch_batch (area_code, code, kind, origin, due, received_at, account_id, file_name, file_hash) VALUES ($1, $2, 'issued', 'real', '2026-12-31', now(), $3, 'f', '') RETURNING id)
        INSERT INTO patch (batch_id, area_code, number, area_m2, origin, outline)
        SELECT id, $1, $2, 100, 'real', ST_Multi(ST_MakeEnvelope(114.5, 38, 114.501, 38.001, 4490)) FROM batch RETURNING id
        """,
        area, $"b-{Guid.NewGuid():N}", await store.AddPersonAsync($"by-{Guid.NewGuid():N}"));

    private async Task<long> ChangeJobAsync(string area) => await store.ScalarAsync<long>(
        "INSERT INTO change_job (area_code, account_id, state, created_at) VALUES ($1, $2, 'open', now()) RETURNING id", area, await store.AddPersonAsync($"by-{Guid.NewGuid():N}"));

    private async Task<long> ParcelAsync(string area)
    {
        await store.ExecuteAsync(
            """
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, edition)
            VALUES ('parcels', '图斑', 'Parcels', 'stored', 'polygon', 'test', 'test', 'test', 'test', 1) ON CONFLICT DO NOTHING
            """);
        return await store.ScalarAsync<long>(
            """
            INSERT INTO layer_feature (layer, edition, id, area_code, geom)
            SELECT 'parcels', 1, coalesce(max(id), 0) + 1, $1, ST_MakeEnvelope(114, 38, 114.001, 38.001, 4490) FROM layer_feature WHERE layer = 'parcels' RETURNING id
            """, area);
    }

    private async Task<string> SnapshotAsync(string area)
    {
        var hash = RandomNumberGenerator.GetHexString(64, lowercase: true);
        await store.ExecuteAsync(
            """
            INSERT INTO video_event (camera_id, event_key, kind, source, started_at, snapshot_hash, raw, received_at)
            VALUES ($1, 'e', 'motion', 'unified', now(), $2, '{}', now())
            """,
            await store.AddThingAsync($"c-{Guid.NewGuid():N}", area, "camera"), hash);
        return hash;
    }
}
