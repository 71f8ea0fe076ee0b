using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>The set-based statements for all that is neither value nor alarm; each is one statement however many rows it has.</summary>
internal static class FactWriter
{
    private const int MostKeptBytes = 64 << 10;

    private const string LatestSql =
        """
        INSERT INTO latest_observation AS l (datastream_id, phenomenon_time, value, zs_value, flag, quality, received_at)
        SELECT u.datastream_id, u.phenomenon_time, u.value, u.zs_value, u.flag::"char", u.quality, u.received_at
        FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[], $4::float8[], $5::text[], $6::smallint[], $7::timestamptz[])
            AS u(datastream_id, phenomenon_time, value, zs_value, flag, quality, received_at)
        ON CONFLICT (datastream_id) DO UPDATE
        SET phenomenon_time = excluded.phenomenon_time, value = excluded.value, zs_value = excluded.zs_value, flag = excluded.flag,
            quality = excluded.quality, received_at = excluded.received_at
        WHERE excluded.phenomenon_time >= l.phenomenon_time
        """;

    private const string PositionSql =
        """
        INSERT INTO position (unit_id, measured_at, lon, lat, speed_mps, heading_deg, received_at)
        SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::timestamptz[])
        ON CONFLICT (unit_id, measured_at) DO NOTHING
        """;

    private const string LatestPositionSql =
        """
        INSERT INTO latest_position AS l (unit_id, measured_at, lon, lat, speed_mps, heading_deg, received_at)
        SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::timestamptz[])
        ON CONFLICT (unit_id) DO UPDATE
        SET measured_at = excluded.measured_at, lon = excluded.lon, lat = excluded.lat, speed_mps = excluded.speed_mps,
            heading_deg = excluded.heading_deg, received_at = excluded.received_at
        WHERE excluded.measured_at > l.measured_at
        """;

    private const string NoteSql =
        """
        INSERT INTO device_message (thing_id, kind, at, content, received_at)
        SELECT u.thing_id, u.kind, u.at, u.content::jsonb, u.received_at
        FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::text[], $5::timestamptz[]) AS u(thing_id, kind, at, content, received_at)
        ON CONFLICT DO NOTHING
        """;

    private const string RejectedSql =
        """
        INSERT INTO rejected_message (received_at, source, topic, payload, payload_len, code, reason, thing_id)
        SELECT u.received_at, u.source, u.topic, u.payload, u.payload_len, u.code, u.reason, u.thing_id
        FROM unnest($1::timestamptz[], $2::text[], $3::bytea[], $4::integer[], $5::text[], $6::text[], $7::bigint[], $8::text[])
            AS u(received_at, topic, payload, payload_len, code, reason, thing_id, source)
        """;

    private const string MeterSql =
        """
        INSERT INTO meter_state AS m (thing_id, read_at, total_m3, reverse_total_m3)
        SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[], $4::float8[])
        ON CONFLICT (thing_id) DO UPDATE
        SET read_at = excluded.read_at, total_m3 = coalesce(excluded.total_m3, m.total_m3),
            reverse_total_m3 = coalesce(excluded.reverse_total_m3, m.reverse_total_m3)
        WHERE excluded.read_at > m.read_at
        """;

    /// <summary>The newest values of datastreams, where none newer is there.</summary>
    public static NpgsqlBatchCommand Latest(IReadOnlyList<LatestValue> rows) => Sql.Command(
        LatestSql,
        Sql.Longs(rows.Select(r => r.Datastream)),
        Sql.Times(rows.Select(r => r.At)),
        Sql.Numbers(rows.Select(r => r.Value)),
        Sql.Numbers(rows.Select(r => r.ZsValue)),
        Sql.Texts(rows.Select(r => r.Flag?.ToString())),
        Sql.Shorts(rows.Select(r => (short)r.Quality)),
        Sql.Times(rows.Select(r => r.ReceivedAt)));

    /// <summary>Back-filled values are not in the live log, from which <see cref="LatestKeeper"/> takes the others, and may yet be the newest of their datastream.</summary>
    public static IEnumerable<NpgsqlBatchCommand> LatestOfBackfill(Batch batch, DateTimeOffset now)
    {
        var latest = new LatestValues();
        foreach (var row in batch.Values)
        {
            if (row.IsFresh && Quality.TimeWindow.IsBackfill(row.End, now))
            {
                latest.Add(row, seq: 1);
            }
        }

        if (latest.Count > 0)
        {
            yield return Latest([.. latest.After(0)]);
        }
    }

    public static IEnumerable<NpgsqlBatchCommand> Positions(Batch batch)
    {
        if (batch.Positions.Count == 0)
        {
            yield break;
        }

        yield return Write(PositionSql, batch.Positions.DistinctBy(p => (p.From.Unit!.Id, p.Position.At)));
        yield return Write(
            LatestPositionSql, batch.Positions.GroupBy(p => p.From.Unit!.Id).Select(g => g.MaxBy(p => p.Position.At)).OrderBy(p => p.From.Unit!.Id));

        static NpgsqlBatchCommand Write(string sql, IEnumerable<(Envelope From, Positions.UnitPosition Position)> positions)
        {
            var rows = positions.ToList();
            return Sql.Command(
                sql,
                Sql.Longs(rows.Select(p => p.From.Unit!.Id)),
                Sql.Times(rows.Select(p => p.Position.At)),
                Sql.Numbers(rows.Select(p => (double?)p.Position.Lon)),
                Sql.Numbers(rows.Select(p => (double?)p.Position.Lat)),
                Sql.Numbers(rows.Select(p => p.Position.SpeedMps)),
                Sql.Numbers(rows.Select(p => p.Position.HeadingDeg)),
                Sql.Times(rows.Select(p => p.From.ReceivedAt)));
        }
    }

    public static IEnumerable<NpgsqlBatchCommand> Notes(Batch batch)
    {
        if (batch.Notes.Count > 0)
        {
            yield return Sql.Command(
                NoteSql,
                Sql.Longs(batch.Notes.Select(n => n.From.Thing!.Id)),
                Sql.Texts(batch.Notes.Select(n => n.Note.Kind)),
                Sql.Times(batch.Notes.Select(n => n.Note.At)),
                Sql.Texts(batch.Notes.Select(n => n.Note.Content)),
                Sql.Times(batch.Notes.Select(n => n.From.ReceivedAt)));
        }
    }

    public static IEnumerable<NpgsqlBatchCommand> Rejected(Batch batch)
    {
        if (batch.Rejected.Count > 0)
        {
            yield return Sql.Command(
                RejectedSql,
                Sql.Times(batch.Rejected.Select(r => r.From.ReceivedAt)),
                Sql.Texts(batch.Rejected.Select(r => r.From.Message.Topic)),
                Sql.Bytes(batch.Rejected.Select(r => Keep(r.From.Message.Payload))),
                Sql.Ints(batch.Rejected.Select(r => r.From.Message.Payload.Length)),
                Sql.Texts(batch.Rejected.Select(r => r.Why.Code)),
                Sql.Texts(batch.Rejected.Select(r => r.Why.Reason)),
                Sql.Longs(batch.Rejected.Select(r => r.From.Thing?.Id)),
                Sql.Texts(batch.Rejected.Select(r => r.From.Message.Line.Source)));
        }
    }

    public static IEnumerable<NpgsqlBatchCommand> Meters(Batch batch)
    {
        var totals = batch.Meters.Where(m => m.Report.TotalM3 is not null || m.Report.ReverseTotalM3 is not null)
            .GroupBy(m => m.From.Thing!.Id).Select(g => (Id: g.Key, g.MaxBy(m => m.Report.ReadAt).Report)).OrderBy(m => m.Id).ToList();
        if (totals.Count > 0)
        {
            yield return Sql.Command(
                MeterSql,
                Sql.Longs(totals.Select(m => m.Id)),
                Sql.Times(totals.Select(m => m.Report.ReadAt)),
                Sql.Numbers(totals.Select(m => m.Report.TotalM3)),
                Sql.Numbers(totals.Select(m => m.Report.ReverseTotalM3)));
        }
    }

    private static byte[] Keep(byte[] payload) => Hj212.Hj212Password.Mask(payload.AsSpan(0, Math.Min(payload.Length, MostKeptBytes)));
}
