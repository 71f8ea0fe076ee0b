using System.Net;
using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Hj212.Devices;

/// <summary>Asks the store who a calling device is, and tells it which devices have a line. A few calls at a time, so that the pipeline keeps its connections.</summary>
internal sealed class DeviceDoor(IngestStore store, DeviceAccessReader access, DevicePasswordSeal seal, IngestSettings settings) : IDisposable
{
    private const int MostCalls = 3;

    private const string BeginSql =
        """
        INSERT INTO device_session AS s (mn, thing_id, ingest, line, way, remote, st, version, password, since, kept_at)
        VALUES ($1, $2, $3, $4, 'tcp', $5, $6, $7, $8, $9, $9)
        ON CONFLICT (mn) DO UPDATE
        SET thing_id = excluded.thing_id, ingest = excluded.ingest, line = excluded.line, way = 'tcp', remote = excluded.remote, st = excluded.st,
            version = excluded.version, password = excluded.password, since = excluded.since, kept_at = excluded.kept_at, ended_at = NULL
        """;

    private const string EndSql =
        """
        WITH ended AS (
            UPDATE device_session s SET ended_at = u.at FROM unnest($1::text[], $2::uuid[], $3::timestamptz[]) AS u(mn, line, at)
            WHERE s.mn = u.mn AND s.line = u.line AND s.ended_at IS NULL RETURNING s.thing_id)
        SELECT append_live_event('device', array_agg(t.id), array_agg(DISTINCT t.area_code), '{}')
        FROM ended e JOIN thing t ON t.id = e.thing_id HAVING count(*) > 0
        """;

    private const string KeepSql =
        """
        UPDATE device_session s SET kept_at = $3 FROM unnest($1::text[], $2::uuid[]) AS u(mn, line)
        WHERE s.mn = u.mn AND s.line = u.line AND s.ended_at IS NULL
        """;

    // Lines of this ingest that an earlier run of it left behind.
    private const string SweepSql = "UPDATE device_session SET ended_at = kept_at WHERE ingest = $1 AND way = 'tcp' AND ended_at IS NULL AND since < $2";

    private const string NoteSql =
        """
        INSERT INTO device_message (thing_id, kind, at, content, received_at) VALUES ($1, $2, $3, $4::jsonb, $3) ON CONFLICT DO NOTHING
        """;

    private const string AnnounceSql = "SELECT append_live_event('device', ARRAY[$1::bigint], ARRAY[$2::text], '{}')";

    private readonly SemaphoreSlim _calls = new(MostCalls);

    public Task<RegisteredDevice?> FindAsync(string mn, CancellationToken cancellationToken) =>
        CallAsync(connection => access.FindAsync(connection, mn, cancellationToken), cancellationToken);

    /// <summary>The device has a line of its own from now on.</summary>
    public Task BeginAsync(RegisteredDevice device, Hj212Speaker speaker, Guid line, IPAddress remote, CancellationToken cancellationToken) => RunAsync(
        [
            Sql.Command(
                BeginSql, Sql.Value(device.Mn), Sql.Value(device.ThingId), Sql.Value(settings.Options.Name), Sql.Value(line), Sql.Value(remote),
                Sql.Value(speaker.St), Sql.Value((short)speaker.VersionBits), Sql.Value(seal.Seal(speaker.Pw, device.ThingId)), Sql.Time(Now)),
            Announce(device),
        ],
        cancellationToken);

    /// <summary>Those of these devices that are still on the line that ended have none now.</summary>
    public Task EndAsync(IReadOnlyList<SessionEnd> ends, CancellationToken cancellationToken) => RunAsync(
        [
            Sql.Command(
                EndSql,
                Sql.Texts(ends.Select(e => e.Mn)),
                new NpgsqlParameter { Value = ends.Select(e => e.Line).ToArray() },
                Sql.Times(ends.Select(e => e.At))),
        ],
        cancellationToken);

    public Task KeepAsync(IReadOnlyList<(string Mn, Guid Line)> standing, CancellationToken cancellationToken) => RunAsync(
        [
            Sql.Command(
                KeepSql,
                Sql.Texts(standing.Select(s => s.Mn)),
                new NpgsqlParameter { Value = standing.Select(s => s.Line).ToArray() },
                Sql.Time(Now)),
        ],
        cancellationToken);

    public Task SweepAsync(DateTimeOffset begun, CancellationToken cancellationToken) =>
        RunAsync([Sql.Command(SweepSql, Sql.Value(settings.Options.Name), Sql.Time(begun))], cancellationToken);

    public Task NoteAsync(RegisteredDevice device, DeviceNote note, CancellationToken cancellationToken) => RunAsync(
        [
            Sql.Command(NoteSql, Sql.Value(device.ThingId), Sql.Value(note.Kind), Sql.Time(note.At), Sql.Value(note.Content)),
            Announce(device),
        ],
        cancellationToken);

    public void Dispose() => _calls.Dispose();

    private static NpgsqlBatchCommand Announce(RegisteredDevice device) =>
        Sql.Command(AnnounceSql, Sql.Value(device.ThingId), Sql.Value(device.Area));

    private DateTimeOffset Now => settings.Clock.GetUtcNow();

    /// <summary>All of them or none: a batch without a transaction is one, and its COMMIT travels with it.</summary>
    private Task<int> RunAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken) => CallAsync(
        async connection =>
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var command in commands)
            {
                batch.BatchCommands.Add(command);
            }

            return await batch.ExecuteNonQueryAsync(cancellationToken);
        },
        cancellationToken);

    private async Task<T> CallAsync<T>(Func<NpgsqlConnection, Task<T>> callAsync, CancellationToken cancellationToken)
    {
        await _calls.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
            return await callAsync(connection);
        }
        finally
        {
            _calls.Release();
        }
    }
}
