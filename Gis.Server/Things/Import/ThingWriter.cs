using Gis.Server.Rules;

namespace Gis.Server.Things.Import;

/// <summary>Stores one checked thing. What is the same already stays untouched; what changed leaves its old version behind.</summary>
internal static class ThingWriter
{
    /// <summary>The thing, and how many datastreams it has now that it did not have.</summary>
    public static async Task<(RegisteredItem Item, int DatastreamsAdded)> WriteAsync(
        CommandTransaction transaction, ThingEntry thing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await transaction.ScalarAsync<long?>(
            "SELECT thing_id FROM thing_alias WHERE scheme = $1 AND code = $2", cancellationToken, thing.AliasScheme, thing.Alias);
        var id = known ?? await InsertAsync(transaction, thing, cancellationToken);
        if (known is not null)
        {
            await UpdateAsync(transaction, id, thing, cancellationToken);
        }

        foreach (var (scheme, code) in thing.FurtherNames)
        {
            await transaction.ExecuteAsync(
                "INSERT INTO thing_alias (scheme, code, thing_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", cancellationToken, scheme, code, id);
        }

        var added = 0;
        foreach (var datastream in thing.Datastreams)
        {
            added += await WriteDatastreamAsync(transaction, id, datastream, cancellationToken) ? 1 : 0;
        }

        foreach (var limit in thing.Limits)
        {
            await WriteLimitAsync(transaction, id, limit, now, cancellationToken);
        }

        return (new RegisteredItem(id, thing.AliasScheme, thing.Alias, Created: known is null), added);
    }

    /// <summary>Adds the datastreams that a registered thing lacks; how many there were.</summary>
    public static async Task<int> AddAsync(CommandTransaction transaction, DatastreamAddition addition, CancellationToken cancellationToken)
    {
        var added = 0;
        foreach (var datastream in addition.Datastreams)
        {
            added += await transaction.ExecuteAsync("""
                INSERT INTO datastream (thing_id, property, statistic, period_s, unit, interval_s, gate_min, gate_max)
                VALUES ($1, $2, $3, $4, $5, $6, $7::float8, $8::float8) ON CONFLICT DO NOTHING
                """, cancellationToken,
                addition.ThingId, datastream.Property, datastream.Statistic, datastream.PeriodS, datastream.Unit, datastream.IntervalS,
                datastream.GateMin, datastream.GateMax);
        }

        return added;
    }

    public static async Task WriteWatchesAsync(
        CommandTransaction transaction, long cameraId, IReadOnlyList<string> watches, CancellationToken cancellationToken)
    {
        string[] codes = [.. watches];
        await transaction.ExecuteAsync("""
            DELETE FROM camera_view WHERE camera_id = $1 AND thing_id NOT IN (SELECT thing_id FROM thing_alias WHERE code = ANY ($2))
            """, cancellationToken, cameraId, codes);
        await transaction.ExecuteAsync("""
            INSERT INTO camera_view (camera_id, thing_id)
            SELECT DISTINCT $1, thing_id FROM thing_alias WHERE code = ANY ($2) AND thing_id <> $1 ON CONFLICT DO NOTHING
            """, cancellationToken, cameraId, codes);
    }

    private static async Task<long> InsertAsync(CommandTransaction transaction, ThingEntry thing, CancellationToken cancellationToken)
    {
        var id = await transaction.ScalarAsync<long>("""
            INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat, properties) VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb) RETURNING id
            """, cancellationToken, thing.Kind, thing.NameZh, thing.NameEn, thing.AreaCode, thing.Lon, thing.Lat, thing.PropertiesJson);
        await transaction.ExecuteAsync(
            "INSERT INTO thing_alias (scheme, code, thing_id) VALUES ($1, $2, $3)", cancellationToken, thing.AliasScheme, thing.Alias, id);
        return id;
    }

    private static Task<int> UpdateAsync(CommandTransaction transaction, long id, ThingEntry thing, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync("""
            UPDATE thing SET name_zh = $2, name_en = $3, area_code = $4, lon = $5, lat = $6, properties = $7::jsonb, retired_at = NULL
            WHERE id = $1 AND (name_zh, name_en, area_code, lon, lat, properties) IS DISTINCT FROM ($2, $3, $4, $5, $6, $7::jsonb)
               OR id = $1 AND retired_at IS NOT NULL
            """, cancellationToken, id, thing.NameZh, thing.NameEn, thing.AreaCode, thing.Lon, thing.Lat, thing.PropertiesJson);

    /// <summary>True when it is new.</summary>
    private static Task<bool> WriteDatastreamAsync(
        CommandTransaction transaction, long thingId, DatastreamEntry datastream, CancellationToken cancellationToken) =>
        transaction.ScalarAsync<bool>("""
            INSERT INTO datastream AS d (thing_id, property, statistic, period_s, unit, interval_s, gate_min, gate_max)
            VALUES ($1, $2, $3, $4, $5, $6, $7::float8, $8::float8)
            ON CONFLICT (thing_id, property, statistic, period_s) DO UPDATE
            SET unit = excluded.unit, interval_s = excluded.interval_s, gate_min = excluded.gate_min, gate_max = excluded.gate_max, retired_at = NULL
            WHERE (d.unit, d.interval_s, d.gate_min, d.gate_max) IS DISTINCT FROM (excluded.unit, excluded.interval_s, excluded.gate_min, excluded.gate_max)
               OR d.retired_at IS NOT NULL
            RETURNING xmax = 0
            """, cancellationToken,
            thingId, datastream.Property, datastream.Statistic, datastream.PeriodS, datastream.Unit, datastream.IntervalS, datastream.GateMin, datastream.GateMax);

    /// <summary>A limit that says otherwise closes the one before and follows it; a row is never rewritten.</summary>
    private static async Task WriteLimitAsync(
        CommandTransaction transaction, long thingId, LimitEntry limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var same = await transaction.ScalarAsync<bool>("""
            SELECT EXISTS (SELECT FROM permit_limit
                WHERE thing_id = $1 AND property = $2 AND period_s = $3 AND basis = $4 AND valid_to IS NULL
                  AND (upper_limit, lower_limit, unit, source) IS NOT DISTINCT FROM ($5::float8, $6::float8, $7, $8))
            """, cancellationToken, thingId, limit.Property, limit.PeriodS, limit.Basis, limit.Upper, limit.Lower, limit.Unit, limit.Source);
        if (same)
        {
            return;
        }

        var newest = await transaction.ScalarAsync<DateTime?>(
            "SELECT max(valid_from) FROM permit_limit WHERE thing_id = $1 AND property = $2 AND period_s = $3 AND basis = $4",
            cancellationToken, thingId, limit.Property, limit.PeriodS, limit.Basis);
        var from = limit.ValidFrom is { } given && (newest is null || given > newest) ? given : now;
        await transaction.ExecuteAsync("""
            UPDATE permit_limit SET valid_to = $5 WHERE thing_id = $1 AND property = $2 AND period_s = $3 AND basis = $4 AND valid_to IS NULL
            """, cancellationToken, thingId, limit.Property, limit.PeriodS, limit.Basis, from);
        await transaction.ExecuteAsync("""
            INSERT INTO permit_limit (thing_id, property, period_s, basis, upper_limit, lower_limit, unit, source, valid_from)
            VALUES ($1, $2, $3, $4, $5::float8, $6::float8, $7, $8, $9)
            """, cancellationToken, thingId, limit.Property, limit.PeriodS, limit.Basis, limit.Upper, limit.Lower, limit.Unit, limit.Source, from);
    }
}
