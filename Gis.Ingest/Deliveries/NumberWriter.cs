using System.Globalization;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;
using Npgsql;

namespace Gis.Ingest.Deliveries;

/// <summary>Keeps the numbers of devices that number their messages: one question a batch, and one statement for each kind of change.</summary>
internal static class NumberWriter
{
    /// <summary>Two lives of a counter are enough to place what comes late.</summary>
    private const string RunsSql =
        """
        SELECT c.thing_id, c.run, c.low, c.top, c.began_at, c.newest_at
        FROM delivery_counter c
        WHERE c.thing_id = ANY ($1) AND c.run >= (SELECT max(n.run) - 1 FROM delivery_counter n WHERE n.thing_id = c.thing_id)
        ORDER BY c.thing_id, c.run FOR UPDATE OF c
        """;

    private const string MissingSql =
        """
        SELECT h.thing_id, h.run, lower(r.part), upper(r.part) - 1
        FROM delivery_hole h CROSS JOIN LATERAL unnest(h.missing) AS r(part)
        WHERE h.thing_id = ANY ($1) AND h.closed_at IS NULL
        """;

    private const string CounterSql =
        """
        INSERT INTO delivery_counter AS c (thing_id, run, low, top, began_at, newest_at)
        SELECT * FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::timestamptz[])
        ON CONFLICT (thing_id, run) DO UPDATE
        SET low = least(c.low, excluded.low), top = greatest(c.top, excluded.top),
            began_at = least(c.began_at, excluded.began_at), newest_at = greatest(c.newest_at, excluded.newest_at)
        """;

    private const string HoleSql =
        """
        INSERT INTO delivery_hole (thing_id, run, first, last, missing, after_at, before_at)
        SELECT u.thing_id, u.run, u.first, u.last, u.missing::int8multirange, u.after_at, u.before_at
        FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::bigint[], $5::text[], $6::timestamptz[], $7::timestamptz[])
            AS u(thing_id, run, first, last, missing, after_at, before_at)
        ON CONFLICT DO NOTHING
        """;

    private const string FillSql =
        """
        UPDATE delivery_hole h
        SET missing = h.missing - u.seen::int8multirange, closed_at = CASE WHEN isempty(h.missing - u.seen::int8multirange) THEN $4 END
        FROM unnest($1::bigint[], $2::integer[], $3::text[]) AS u(thing_id, run, seen)
        WHERE h.thing_id = u.thing_id AND h.run = u.run AND h.closed_at IS NULL AND h.missing && u.seen::int8multirange
        """;

    /// <summary>Beyond this it is no counter; a range of the store could not end there.</summary>
    private const long MostNumber = 1L << 62;

    public static async Task<IReadOnlyList<NpgsqlBatchCommand>> WriteAsync(
        NpgsqlConnection connection, Batch batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var numbered = batch.Envelopes.Where(e => e.Thing is not null && e.Decoded.HasNumbers).ToList();
        if (numbered.Count == 0)
        {
            return [];
        }

        var books = await ReadAsync(connection, numbered, cancellationToken);
        foreach (var envelope in numbered)
        {
            var isRepeat = envelope is { Values: > 0, Fresh: 0 };
            foreach (var seen in envelope.Decoded.Numbers.Where(seen => seen.Number is >= 0 and < MostNumber))
            {
                // A time that can't be orders nothing.
                var at = TimeWindow.Accepts(seen.At, envelope.ReceivedAt) ? seen.At : DateTimeOffset.UnixEpoch;
                books[envelope.Thing!.Id].Take(new NumberSeen(seen.Number, at, isRepeat));
            }
        }

        return [.. Counters(books), .. Holes(books), .. Fills(books, now)];
    }

    private static async Task<SortedDictionary<long, CounterBook>> ReadAsync(NpgsqlConnection connection, List<Envelope> numbered, CancellationToken cancellationToken)
    {
        long[] things = [.. numbered.Select(e => e.Thing!.Id).Distinct()];
        var runs = new List<(long Thing, CounterRun Run)>();
        await using (var command = new NpgsqlCommand(RunsSql, connection))
        {
            command.Parameters.Add(Sql.Longs(things));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                runs.Add((reader.GetInt64(0), new CounterRun(
                    reader.GetInt32(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5))));
            }
        }

        // Only a number that does not simply go on can fall into a hole.
        var lowest = numbered.GroupBy(e => e.Thing!.Id).ToDictionary(of => of.Key, of => of.Min(e => e.Decoded.Numbers.Min(seen => seen.Number)));
        var odd = runs.Where(r => lowest[r.Thing] <= r.Run.Top).Select(r => r.Thing);
        var missing = await ReadMissingAsync(connection, [.. odd.Distinct()], cancellationToken);
        var known = runs.ToLookup(r => r.Thing, r => r.Run with { Missing = [.. missing[(r.Thing, r.Run.Run)]] });
        return new SortedDictionary<long, CounterBook>(things.ToDictionary(thing => thing, thing => new CounterBook([.. known[thing]])));
    }

    private static async Task<ILookup<(long Thing, int Run), (long First, long Last)>> ReadMissingAsync(
        NpgsqlConnection connection, long[] things, CancellationToken cancellationToken)
    {
        var missing = new List<((long, int) Of, (long, long) Range)>();
        if (things.Length > 0)
        {
            await using var command = new NpgsqlCommand(MissingSql, connection);
            command.Parameters.Add(Sql.Longs(things));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                missing.Add(((reader.GetInt64(0), reader.GetInt32(1)), (reader.GetInt64(2), reader.GetInt64(3))));
            }
        }

        return missing.ToLookup(m => m.Of, m => m.Range);
    }

    private static IEnumerable<NpgsqlBatchCommand> Counters(SortedDictionary<long, CounterBook> books)
    {
        var rows = books.SelectMany(book => book.Value.Changed.Select(run => (Thing: book.Key, Run: run))).ToList();
        if (rows.Count > 0)
        {
            yield return Sql.Command(
                CounterSql,
                Sql.Longs(rows.Select(r => r.Thing)),
                Sql.Ints(rows.Select(r => r.Run.Run)),
                Sql.Longs(rows.Select(r => r.Run.Low)),
                Sql.Longs(rows.Select(r => r.Run.Top)),
                Sql.Times(rows.Select(r => r.Run.BeganAt)),
                Sql.Times(rows.Select(r => r.Run.NewestAt)));
        }
    }

    private static IEnumerable<NpgsqlBatchCommand> Holes(SortedDictionary<long, CounterBook> books)
    {
        var rows = books.SelectMany(book => book.Value.Holes.Select(hole => (Thing: book.Key, Hole: hole))).ToList();
        if (rows.Count > 0)
        {
            yield return Sql.Command(
                HoleSql,
                Sql.Longs(rows.Select(r => r.Thing)),
                Sql.Ints(rows.Select(r => r.Hole.Run)),
                Sql.Longs(rows.Select(r => r.Hole.First)),
                Sql.Longs(rows.Select(r => r.Hole.Last)),
                Sql.Texts(rows.Select(r => Ranges(r.Hole.Missing))),
                Sql.Times(rows.Select(r => r.Hole.AfterAt)),
                Sql.Times(rows.Select(r => r.Hole.BeforeAt)));
        }
    }

    private static IEnumerable<NpgsqlBatchCommand> Fills(SortedDictionary<long, CounterBook> books, DateTimeOffset now)
    {
        var rows = books.SelectMany(book => book.Value.Filled.GroupBy(f => f.Run, f => (f.Number, f.Number)).Select(run => (Thing: book.Key, Run: run.Key, Seen: Ranges(run)))).ToList();
        if (rows.Count > 0)
        {
            yield return Sql.Command(
                FillSql, Sql.Longs(rows.Select(r => r.Thing)), Sql.Ints(rows.Select(r => r.Run)), Sql.Texts(rows.Select(r => r.Seen)), Sql.Time(now));
        }
    }

    /// <summary>A multirange as PostgreSQL reads it.</summary>
    private static string Ranges(IEnumerable<(long First, long Last)> ranges) =>
        $"{{{string.Join(',', ranges.Select(r => string.Create(CultureInfo.InvariantCulture, $"[{r.First},{r.Last}]")))}}}";
}
