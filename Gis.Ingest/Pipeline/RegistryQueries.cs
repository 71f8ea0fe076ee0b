using System.Globalization;
using System.Runtime.CompilerServices;
using Gis.Ingest.Meters;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Ingest.Pipeline;

/// <summary>What the registry asks the store.</summary>
internal static class RegistryQueries
{
    private const string AliasSql =
        """
        SELECT k.scheme, k.code, t.id, t.kind, t.area_code, t.origin,
               CASE jsonb_typeof(t.properties -> 'q3_m3h') WHEN 'number' THEN (t.properties ->> 'q3_m3h')::float8 END,
               CASE jsonb_typeof(t.properties -> 'register_m3') WHEN 'number' THEN (t.properties ->> 'register_m3')::float8 END,
               array(SELECT o.code FROM thing_alias o WHERE o.thing_id = t.id), t.properties ->> 'meter_role'
        FROM (SELECT a.scheme, a.code, a.thing_id FROM unnest($1::text[], $2::text[]) AS n(scheme, code)
              JOIN thing_alias a ON a.scheme = n.scheme AND a.code = n.code
              UNION ALL
              SELECT 'datastream', d.id::text, d.thing_id FROM datastream d WHERE d.id = ANY ($3) AND d.retired_at IS NULL) AS k
        JOIN thing t ON t.id = k.thing_id
        WHERE t.retired_at IS NULL
        """;

    private const string StreamSql =
        """
        SELECT d.thing_id, d.id, d.property, d.period_s, coalesce(d.gate_min, p.gate_min), coalesce(d.gate_max, p.gate_max), d.unit
        FROM datastream d JOIN observed_property p ON p.code = d.property
        WHERE d.thing_id = ANY ($1) AND d.retired_at IS NULL
        """;

    private const string LimitSql =
        """
        SELECT thing_id, id, property, period_s, basis, upper_limit, lower_limit, valid_from, valid_to
        FROM permit_limit WHERE thing_id = ANY ($1)
        """;

    // The bound on "at" lets the planner pass over the log's old partitions.
    private const string ChangeSql =
        """
        SELECT seq, kind, ids FROM live_event
        WHERE seq > $1 AND at > now() - interval '1 hour' AND kind IN ('thing', 'device', 'unit')
        """;

    public static async IAsyncEnumerable<(string Scheme, string Code, ThingEntry Thing)> LoadThingsAsync(
        NpgsqlConnection connection, IReadOnlyList<(string Scheme, string Code)> names, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = new List<(string Scheme, string Code, ThingEntry Thing)>();
        var byId = new Dictionary<long, ThingEntry>();
        await using (var aliases = new NpgsqlCommand(AliasSql, connection))
        {
            aliases.Parameters.Add(new() { Value = names.Select(n => n.Scheme).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            aliases.Parameters.Add(new() { Value = names.Select(n => n.Code).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            aliases.Parameters.Add(Sql.Longs(
                names.Where(n => n.Scheme == FieldTopic.DatastreamScheme).Select(n => long.Parse(n.Code, CultureInfo.InvariantCulture))));
            await using var reader = await aliases.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var id = reader.GetInt64(2);
                if (!byId.TryGetValue(id, out var thing))
                {
                    thing = new ThingEntry(id, reader.GetString(3), reader.GetString(4), reader.GetString(5), Number(reader, 6))
                    {
                        RegisterM3 = Number(reader, 7),
                        Names = reader.GetFieldValue<string[]>(8),
                        Role = MeterRoles.Of(reader.IsDBNull(9) ? null : reader.GetString(9)),
                    };
                    byId.Add(id, thing);
                }

                found.Add((reader.GetString(0), reader.GetString(1), thing));
            }
        }

        if (byId.Count > 0)
        {
            await LoadStreamsAndLimitsAsync(connection, byId, cancellationToken);
        }

        foreach (var one in found)
        {
            yield return one;
        }
    }

    public static async IAsyncEnumerable<(string Code, UnitEntry Unit)> LoadUnitsAsync(
        NpgsqlConnection connection, IReadOnlyList<string> codes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT code, id, area_code FROM unit WHERE code = ANY ($1) AND retired_at IS NULL", connection);
        command.Parameters.Add(new() { Value = codes.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return (reader.GetString(0), new UnitEntry(reader.GetInt64(1), reader.GetString(2)));
        }
    }

    /// <summary>The things and units that changed after <paramref name="seenSeq"/> and within the last hour, and the number of the last change.</summary>
    public static async Task<(long Seq, HashSet<long> Things, HashSet<long> Units)> ChangesAsync(
        NpgsqlConnection connection, long seenSeq, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(ChangeSql, connection);
        command.Parameters.Add(new() { Value = seenSeq });
        var (last, things, units) = (seenSeq, new HashSet<long>(), new HashSet<long>());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            last = Math.Max(last, reader.GetInt64(0));
            (reader.GetString(1) == "unit" ? units : things).UnionWith(reader.GetFieldValue<long[]>(2));
        }

        return (last, things, units);
    }

    private static async Task LoadStreamsAndLimitsAsync(
        NpgsqlConnection connection, Dictionary<long, ThingEntry> byId, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[] { StreamSql, LimitSql })
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(new() { Value = byId.Keys.ToArray() });
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var thing = byId[reader.GetInt64(0)];
            thing.Add(new StreamEntry(
                reader.GetInt64(1), thing, reader.GetString(2), reader.GetInt32(3), Number(reader, 4), Number(reader, 5), reader.GetString(6)));
        }

        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            byId[reader.GetInt64(0)].Add(new LimitEntry(
                reader.GetInt64(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4), Number(reader, 5), Number(reader, 6),
                reader.GetFieldValue<DateTimeOffset>(7), await reader.IsDBNullAsync(8, cancellationToken) ? null : reader.GetFieldValue<DateTimeOffset>(8)));
        }
    }

    private static double? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
}
