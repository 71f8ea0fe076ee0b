using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Positions;

/// <summary>Tells the store which units listen for orders at this ingest, so that the command part knows whom an order reaches from here.</summary>
internal sealed class UnitListeners(IngestStore store, IngestSettings settings)
{
    private static readonly TimeSpan SaysAtLeastEvery = TimeSpan.FromSeconds(10);

    private const string ForgetSql = "DELETE FROM unit_listener WHERE ingest = $1 AND unit <> ALL ($2)";

    private const string KeepSql =
        """
        INSERT INTO unit_listener AS l (unit, ingest, kept_at) SELECT unit, $1, clock_timestamp() FROM unnest($2::text[]) AS n (unit)
        ON CONFLICT (unit, ingest) DO UPDATE SET kept_at = excluded.kept_at
        """;

    // Not known at the start: an earlier run may have left some behind.
    private HashSet<string>? _said;
    private long _saidAt;

    /// <summary>These listen here now, and no others. Says nothing when that was said a moment ago.</summary>
    public async Task SayAsync(IReadOnlyCollection<string> units, CancellationToken cancellationToken)
    {
        if (_said is not null && _said.SetEquals(units) && (units.Count == 0 || settings.Clock.GetElapsedTime(_saidAt) < SaysAtLeastEvery))
        {
            return;
        }

        _said = null;
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Sql.Command(ForgetSql, Sql.Value(settings.Options.Name), Sql.Texts(units)));
        batch.BatchCommands.Add(Sql.Command(KeepSql, Sql.Value(settings.Options.Name), Sql.Texts(units)));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        _said = [.. units];
        _saidAt = settings.Clock.GetTimestamp();
    }
}
