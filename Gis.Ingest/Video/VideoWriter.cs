using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Video;

/// <summary>Stores video events and their pictures. Events of one camera are merged, so its writers take turns.</summary>
internal static class VideoWriter
{
    private const string LockSql = "SELECT pg_advisory_xact_lock(28181, c) FROM unnest($1::integer[]) AS c";
    private static readonly string SightingSql = EmbeddedSql.Read("Video/store-sighting.sql");
    private static readonly string SnapshotSql = EmbeddedSql.Read("Video/store-snapshot.sql");

    public static async Task<VideoOutcome> WriteAsync(NpgsqlConnection connection, Batch batch, CancellationToken cancellationToken)
    {
        var outcome = new VideoOutcome();
        if (batch.Sightings.Count + batch.Snapshots.Count == 0)
        {
            return outcome;
        }

        var cameras = batch.Sightings.Select(s => s.From).Concat(batch.Snapshots.Select(s => s.From)).Select(e => e.Thing!.Id);
        await using (var locking = new NpgsqlBatch(connection)
        {
            BatchCommands = { Sql.Command(LockSql, Sql.Ints(cameras.Distinct().Order().Select(id => unchecked((int)id)))) },
        })
        {
            await locking.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var (from, sighting) in batch.Sightings.OrderBy(s => s.Sighting.StartedAt))
        {
            var (id, change) = await WriteAsync(connection, from, sighting, cancellationToken);
            if (change != "same")
            {
                outcome.Changed.Add(id);
            }

            if (change is "inserted" or "merged" or "became" || (change == "updated" && sighting.EndedAt is null))
            {
                outcome.Seen.Add((from, sighting, id));
            }
        }

        foreach (var (from, snapshot) in batch.Snapshots)
        {
            await using var command = new NpgsqlCommand(SnapshotSql, connection);
            command.Parameters.Add(Sql.Value(from.Thing!.Id));
            command.Parameters.Add(Sql.Value(snapshot.EventKey));
            command.Parameters.Add(Sql.Value(snapshot.Hash));
            command.Parameters.Add(Sql.Time(from.ReceivedAt));
            if (await command.ExecuteScalarAsync(cancellationToken) is long id)
            {
                outcome.Changed.Add(id);
            }
        }

        return outcome;
    }

    private static async Task<(long Id, string Change)> WriteAsync(
        NpgsqlConnection connection, Envelope from, VideoSighting sighting, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(SightingSql, connection);
        command.Parameters.Add(Sql.Value(from.Thing!.Id));
        command.Parameters.Add(Sql.Value(sighting.EventKey));
        command.Parameters.Add(Sql.Value(sighting.Kind));
        command.Parameters.Add(Text(sighting.Label));
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)sighting.Confidence ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Double });
        command.Parameters.Add(Text(sighting.Zone));
        command.Parameters.Add(Sql.Value(sighting.Source));
        command.Parameters.Add(Sql.Time(sighting.StartedAt));
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)sighting.EndedAt?.UtcDateTime ?? DBNull.Value,
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz,
        });
        command.Parameters.Add(Sql.Json(sighting.Raw));
        command.Parameters.Add(Sql.Time(from.ReceivedAt));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetString(1));
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
}
