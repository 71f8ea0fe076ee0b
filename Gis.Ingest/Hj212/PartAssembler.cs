using System.Globalization;
using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Hj212;

/// <summary>Keeps the parts of split packets in the store and decodes a packet when all its parts are there, whoever received them.</summary>
internal sealed class PartAssembler(Hj212Decoder decoder)
{
    // Two ingests that hold one part each must not both look before the other has stored: the lock lasts until COMMIT.
    private const string LockSql =
        "SELECT pg_advisory_xact_lock(hashtextextended(k, 212)) FROM (SELECT DISTINCT k FROM unnest($1::text[]) AS k ORDER BY k) AS keys";

    private const string KeepSql =
        """
        INSERT INTO hj212_part (mn, cn, data_time, pnum, pno, segment, received_at)
        SELECT DISTINCT ON (mn, cn, data_time, pnum, pno) *
        FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::smallint[], $5::smallint[], $6::bytea[], $7::timestamptz[])
            AS p(mn, cn, data_time, pnum, pno, segment, received_at)
        ORDER BY mn, cn, data_time, pnum, pno, received_at DESC
        ON CONFLICT (mn, cn, data_time, pnum, pno) DO UPDATE SET segment = excluded.segment, received_at = excluded.received_at
        """;

    private const string CompleteSql =
        """
        SELECT p.mn, p.cn, p.data_time, array_agg(p.segment ORDER BY p.pno)
        FROM hj212_part p
        JOIN (SELECT DISTINCT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::smallint[]) AS u(mn, cn, data_time, pnum)) k
          ON p.mn = k.mn AND p.cn = k.cn AND p.data_time = k.data_time AND p.pnum = k.pnum
        GROUP BY p.mn, p.cn, p.data_time, p.pnum
        HAVING count(*) = p.pnum
        """;

    /// <summary>Stores the parts of these messages; what became whole is decoded and belongs to the message that brought the last part.</summary>
    public async Task<List<(Envelope From, Decoded Whole)>> AssembleAsync(
        NpgsqlConnection connection, IReadOnlyList<(Envelope From, Hj212Part Part)> parts, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Sql.Command(LockSql, Sql.Texts(parts.Select(p => KeyOf(p.Part.Mn, p.Part.Cn, p.Part.DataTime)))));
        batch.BatchCommands.Add(Sql.Command(
            KeepSql,
            Sql.Texts(parts.Select(p => p.Part.Mn)),
            Sql.Texts(parts.Select(p => p.Part.Cn)),
            Sql.Times(parts.Select(p => p.Part.DataTime)),
            Sql.Shorts(parts.Select(p => (short)p.Part.Count)),
            Sql.Shorts(parts.Select(p => (short)p.Part.Number)),
            Sql.Bytes(parts.Select(p => p.Part.Segment)),
            Sql.Times(parts.Select(p => p.From.ReceivedAt))));
        batch.BatchCommands.Add(Sql.Command(
            CompleteSql,
            Sql.Texts(parts.Select(p => p.Part.Mn)),
            Sql.Texts(parts.Select(p => p.Part.Cn)),
            Sql.Times(parts.Select(p => p.Part.DataTime)),
            Sql.Shorts(parts.Select(p => (short)p.Part.Count))));

        var whole = new List<(Envelope, Decoded)>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (mn, cn, time) = (reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2));
            var last = parts.Last(p => p.Part.Mn == mn && p.Part.Cn == cn && p.Part.DataTime == time).From;
            whole.Add((last, Decode(cn, reader.GetFieldValue<byte[][]>(3), last.ReceivedAt)));
        }

        return whole;
    }

    private Decoded Decode(string cn, byte[][] segments, DateTimeOffset receivedAt)
    {
        var decoded = new Decoded();
        var cps = new List<string>();
        foreach (var segment in segments)
        {
            if (Hj212SegmentParser.TryParse(segment, out var packet, out var why))
            {
                cps.Add(packet.Cp);
            }
            else
            {
                decoded.Rejections.Add(why);
            }
        }

        decoder.DecodeData(cn, string.Join(';', cps), receivedAt, decoded);
        return decoded;
    }

    private static string KeyOf(string mn, string cn, DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{mn} {cn} {time.ToUnixTimeSeconds()}");
}
