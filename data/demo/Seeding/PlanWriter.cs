using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Demo.Seeding;

/// <summary>Registers a plan in the store, as an import would.</summary>
internal sealed class PlanWriter(NpgsqlConnection connection)
{
    private const int BatchSize = 400;
    private const string Origin = "demo";

    /// <summary>Returns the ids of all things by their code.</summary>
    public async Task<IReadOnlyDictionary<string, long>> WriteAsync(DemoPlan plan, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<string, long>();
        foreach (var batch in plan.Things.Chunk(BatchSize))
        {
            await WriteThingsAsync(batch, ids, cancellationToken);
        }

        await WriteAliasesAsync(plan, ids, cancellationToken);
        await WriteStreamsAsync(plan, ids, cancellationToken);
        await WriteLimitsAsync(plan, ids, cancellationToken);
        await WriteViewsAsync(plan, ids, cancellationToken);
        await WriteUnitsAsync(plan, cancellationToken);
        return ids;
    }

    private async Task WriteThingsAsync(PlannedThing[] things, Dictionary<string, long> ids, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var thing in things)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                """
                INSERT INTO thing (kind, name_zh, name_en, area_code, lon, lat, properties, origin)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
                """)
            {
                Parameters =
                {
                    new() { Value = thing.Kind }, new() { Value = thing.NameZh }, new() { Value = thing.NameEn }, new() { Value = thing.AreaCode },
                    new() { Value = thing.At.Lon }, new() { Value = thing.At.Lat },
                    new() { Value = JsonSerializer.Serialize(thing.Properties), NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = Origin },
                },
            });
        }

        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var thing in things)
        {
            await rows.ReadAsync(cancellationToken);
            ids.Add(thing.Code, rows.GetInt64(0));
            await rows.NextResultAsync(cancellationToken);
        }
    }

    private async Task WriteAliasesAsync(DemoPlan plan, Dictionary<string, long> ids, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync("COPY thing_alias (scheme, code, thing_id) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var thing in plan.Things)
        {
            await copy.WriteRowAsync(cancellationToken, thing.Scheme, thing.Code, ids[thing.Code]);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private async Task WriteStreamsAsync(DemoPlan plan, Dictionary<string, long> ids, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY datastream (thing_id, property, statistic, period_s, unit, interval_s) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var thing in plan.Things)
        {
            foreach (var stream in thing.Streams)
            {
                await copy.WriteRowAsync(
                    cancellationToken, ids[thing.Code], stream.Property, stream.PeriodS == 0 ? "instant" : "period", stream.PeriodS, stream.Unit, stream.IntervalS);
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private async Task WriteLimitsAsync(DemoPlan plan, Dictionary<string, long> ids, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            COPY permit_limit (thing_id, property, period_s, basis, upper_limit, lower_limit, unit, source, valid_from) FROM STDIN (FORMAT BINARY)
            """,
            cancellationToken);
        foreach (var thing in plan.Things)
        {
            foreach (var limit in thing.Limits)
            {
                await copy.WriteRowAsync(
                    cancellationToken, ids[thing.Code], limit.Property, limit.PeriodS, limit.Basis, limit.Upper, limit.Lower, limit.Unit, limit.Source,
                    limit.ValidFrom.UtcDateTime);
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private async Task WriteViewsAsync(DemoPlan plan, Dictionary<string, long> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO camera_view (camera_id, thing_id) SELECT * FROM unnest($1::bigint[], $2::bigint[])", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = plan.Views.Select(view => ids[view.Camera]).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = plan.Views.Select(view => ids[view.Watched]).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task WriteUnitsAsync(DemoPlan plan, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var unit in plan.Units)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                """
                INSERT INTO unit (code, call_sign, name_zh, name_en, kind, area_code, skills, phone, base_lon, base_lat, origin)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                """)
            {
                Parameters =
                {
                    new() { Value = unit.Code }, new() { Value = unit.CallSign }, new() { Value = unit.NameZh }, new() { Value = unit.NameEn },
                    new() { Value = unit.Kind }, new() { Value = unit.AreaCode }, new() { Value = unit.Skills.ToArray() }, new() { Value = unit.Phone },
                    new() { Value = unit.Base.Lon }, new() { Value = unit.Base.Lat }, new() { Value = Origin },
                },
            });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
