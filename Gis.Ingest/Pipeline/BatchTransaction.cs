using System.Buffers;
using Gis.Ingest.Alarms;
using Gis.Ingest.Deliveries;
using Gis.Ingest.Hj212;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Positions;
using Gis.Ingest.Rollups;
using Gis.Ingest.Video;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Everything that one batch of messages changes, in one transaction. The order of the steps is the story: values first, since only what is
/// new is judged; then alarms under the locks of their states; last the live event, which takes the lock that orders the log. Its content goes
/// ahead, so that the lock and COMMIT fit into one network write, however large the batch.
/// </summary>
internal sealed class BatchTransaction(
    PartAssembler parts, DeviceWriter devices, SnapshotFiles snapshots, RuleFigureStore ruleFigures, LatestMemory latest, TimeProvider clock)
{
    private const string StageSql = "SELECT stage_live_event('ingest', $1, $2, $3, $4)";
    private const string AnnounceSql = "SELECT append_staged_live_event()";
    private const string AnnounceDevicesSql = "SELECT append_live_event('device', $1, $2, '{}')";

    /// <summary>The values of the batch in hand: a lane has one at a time.</summary>
    private readonly Dictionary<(long Stream, long Ticks), ValueRow> _values = [];
    private readonly ArrayBufferWriter<byte> _observations = new();

    /// <param name="connection">An open connection with no transaction.</param>
    /// <param name="batch">As <see cref="Collect"/> made it, and not tried before.</param>
    /// <param name="copy">Copy the values, which is faster and fails with a unique violation when one of them is known.</param>
    /// <param name="cancellationToken">Gives up; nothing is stored then.</param>
    public async Task RunAsync(NpgsqlConnection connection, Batch batch, bool copy, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var figures = await ruleFigures.GetAsync(connection, cancellationToken);
        foreach (var (_, snapshot) in batch.Snapshots)
        {
            await snapshots.KeepAsync(snapshot, cancellationToken);
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AssembleAsync(connection, batch, now, cancellationToken);
        await (copy ? ValueWriter.CopyAsync(connection, batch, cancellationToken) : ValueWriter.MergeAsync(connection, batch, cancellationToken));
        CountFresh(batch);
        var reports = await ReportWriter.WriteAsync(connection, batch, cancellationToken);
        var videos = await VideoWriter.WriteAsync(connection, batch, cancellationToken);
        var told = await devices.WriteAsync(connection, batch, now, cancellationToken);
        var alarms = new AlarmJudge();
        var verdicts = await BatchVerdicts.FindAsync(connection, batch, videos, figures, now, cancellationToken);
        await alarms.JudgeAsync(connection, verdicts, cancellationToken);
        await FinishAsync(connection, batch, alarms, reports, videos, told, now, cancellationToken);
    }

    /// <summary>
    /// As many of these messages, from the first on, as fit into one batch: a value that contradicts an earlier one waits for the next. The values of
    /// the batch collected before are gone then; its messages are not.
    /// </summary>
    public Batch Collect(IReadOnlyList<Envelope> envelopes)
    {
        _values.Clear();
        var batch = new Batch(_values);
        var now = clock.GetUtcNow();
        foreach (var envelope in envelopes)
        {
            // A part of a split packet may complete it, and then brings values that can't be foreseen: it goes alone.
            var isPart = envelope.Sort(now).Others.Exists(f => f is Hj212Part);
            if ((isPart && batch.Envelopes.Count > 0) || !TryAdd(batch, envelope, now) || isPart)
            {
                break;
            }
        }

        return batch;
    }

    private static bool TryAdd(Batch batch, Envelope envelope, DateTimeOffset now)
    {
        envelope.BeginAttempt();
        if (!FactSorter.TryAdd(batch, envelope, envelope.Sort(now)))
        {
            return false;
        }

        batch.Envelopes.Add(envelope);
        return true;
    }

    private async Task AssembleAsync(NpgsqlConnection connection, Batch batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A part comes alone, see Collect.
        if (batch.Envelopes is not [var only])
        {
            return;
        }

        var found = only.Sort(now).Others.OfType<Hj212Part>().Select(part => (From: only, Part: part)).ToList();
        if (found.Count == 0)
        {
            return;
        }

        foreach (var (from, whole) in await parts.AssembleAsync(connection, found, cancellationToken))
        {
            FactSorter.TryAdd(batch, from, FactSorter.Sort(from, whole, now));
        }

        found.ForEach(f => f.From.TookSome = true);
    }

    private static void CountFresh(Batch batch)
    {
        foreach (var row in batch.Values)
        {
            if (row.IsFresh)
            {
                row.From.Fresh++;
            }
        }
    }

    private async Task FinishAsync(
        NpgsqlConnection connection, Batch batch, AlarmJudge alarms, List<long> reports, VideoOutcome videos, IReadOnlyCollection<long> told,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var numbers = await NumberWriter.WriteAsync(connection, batch, now, cancellationToken);
        List<NpgsqlBatchCommand> stage = [.. Stage(batch, alarms, reports, videos, now)];
        await AnswerAsync(
            connection,
            [
                .. FactWriter.LatestOfBackfill(batch, now),
                .. FactWriter.Positions(batch),
                .. FactWriter.Meters(batch),
                .. FactWriter.Notes(batch),
                .. FactWriter.Rejected(batch),
                .. LedgerWriter.Book(batch, now),
                .. RollupMarks.Of(batch, clock.GetUtcNow()),
                .. LateWriter.Late(batch, now),
                .. numbers,
                .. alarms.Commands(now),
                .. stage,
            ],
            cancellationToken);
        var seq = await AnswerAsync(
            connection,
            [.. stage.Select(_ => new NpgsqlBatchCommand(AnnounceSql)), .. AnnounceDevices(batch, told), new NpgsqlBatchCommand("COMMIT")],
            cancellationToken);
        if (stage.Count > 0 && seq is { } number)
        {
            latest.Add(number, batch, now);
        }
    }

    /// <summary>News about devices is an event of its own: it is rare, and whoever keeps what is asked of a device forgets it then.</summary>
    private static IEnumerable<NpgsqlBatchCommand> AnnounceDevices(Batch batch, IReadOnlyCollection<long> told)
    {
        if (told.Count > 0)
        {
            var areas = batch.Envelopes.Select(e => e.Thing).OfType<ThingEntry>().Where(t => told.Contains(t.Id)).Select(t => t.Area).Distinct();
            yield return Sql.Command(AnnounceDevicesSql, Sql.Longs(told), Sql.Texts(areas));
        }
    }

    /// <summary>Runs them all, and gives the number that the first of them answers with, where it does.</summary>
    private static async Task<long?> AnswerAsync(NpgsqlConnection connection, IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        if (commands.Count == 0)
        {
            return null;
        }

        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        long? answer = await reader.ReadAsync(cancellationToken) && !await reader.IsDBNullAsync(0, cancellationToken) && reader.GetFieldType(0) == typeof(long)
            ? reader.GetInt64(0) : null;
        while (await reader.NextResultAsync(cancellationToken))
        {
            // Each must have had its say: one that failed shows here.
        }

        return answer;
    }

    /// <summary>The live event's content, or nothing where nobody was heard.</summary>
    private IEnumerable<NpgsqlBatchCommand> Stage(
        Batch batch, AlarmJudge alarms, List<long> reports, VideoOutcome videos, DateTimeOffset now)
    {
        var things = batch.Envelopes.Where(e => e.TookSome).Select(e => e.Thing).OfType<ThingEntry>().DistinctBy(t => t.Id).ToList();
        var units = batch.Envelopes.Where(e => e.TookSome).Select(e => e.Unit).OfType<UnitEntry>().ToList();
        if (things.Count + units.Count > 0)
        {
            yield return Sql.Command(
                StageSql,
                Sql.Longs(things.Select(t => t.Id)),
                Sql.Texts(things.Select(t => t.Area).Concat(units.Select(u => u.Area)).Distinct()),
                Sql.Text(LiveEventPayload.Write(batch, alarms.Changes, reports, videos.Changed)),
                LiveEventPayload.WriteObservations(batch, now, _observations) is { } observations ? Sql.Text(observations) : Sql.NoText());
        }
    }
}
