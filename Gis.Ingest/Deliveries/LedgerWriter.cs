using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Ingest.Deliveries;

/// <summary>
/// Books what a batch has brought of each thing, by the Beijing day of arrival: one row a batch (and day, about midnight), which
/// <see cref="LedgerKeeper"/> adds up with others.
/// </summary>
internal static class LedgerWriter
{
    private const string BookSql =
        "INSERT INTO delivery_batch (day, things, received, stored, duplicate, rejected, late) VALUES ($1, $2, $3, $4, $5, $6, $7)";

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Values received and what became of them; a message that was refused whole counts as one.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Book(Batch batch, DateTimeOffset now)
    {
        var entries = new Dictionary<(long Thing, int Day), LedgerEntry>();
        foreach (var envelope in batch.Envelopes)
        {
            if (envelope.Thing is not null)
            {
                EntryOf(envelope).Add(envelope);
            }
        }

        foreach (var envelope in batch.Rejected.Select(r => r.From).Where(e => e.Thing is not null).Distinct())
        {
            EntryOf(envelope).Rejected++;
        }

        foreach (var row in batch.Values)
        {
            if (row.IsFresh && TimeWindow.IsBackfill(row.End, now))
            {
                EntryOf(row.From).Late++;
            }
        }

        return entries.GroupBy(e => e.Key.Day, e => (e.Key.Thing, Entry: e.Value)).Select(day => Book(day.Key, [.. day]));

        LedgerEntry EntryOf(Envelope envelope)
        {
            var key = (envelope.Thing!.Id, (int)((envelope.ReceivedAt.UtcTicks + Beijing.Ticks) / TimeSpan.TicksPerDay));
            return entries.TryGetValue(key, out var entry) ? entry : entries[key] = new LedgerEntry();
        }
    }

    private static NpgsqlBatchCommand Book(int day, List<(long Thing, LedgerEntry Entry)> entries) => Sql.Command(
        BookSql,
        new NpgsqlParameter { Value = DateOnly.FromDayNumber(day), NpgsqlDbType = NpgsqlDbType.Date },
        Sql.Longs(entries.Select(e => e.Thing)),
        Sql.Ints(entries.Select(e => e.Entry.Received)),
        Sql.Ints(entries.Select(e => e.Entry.Stored)),
        Sql.Ints(entries.Select(e => e.Entry.Duplicate)),
        Sql.Ints(entries.Select(e => e.Entry.Rejected)),
        Sql.Ints(entries.Select(e => e.Entry.Late)));
}
