using Npgsql;

namespace Gis.Server.Platform.Store;

/// <summary>Keeps a build from serving a store that it does not fit.</summary>
internal static class StoreGate
{
    public static async Task CheckAsync(StoreSettings settings, GisParts parts, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString(parts.Named[0].Role, "gis gate"));
            await connection.OpenAsync(cancellationToken);
            if (await MissingAsync(connection, cancellationToken) is { Count: > 0 } missing)
            {
                throw new StoreRefusedException($"The store lacks {missing.Count} migration(s), first {missing[0].Name}: run './gis up', or 'Gis.Server migrate'.");
            }
        }
        catch (NpgsqlException e) when (e is not PostgresException)
        {
            // A server may start before its store; readiness tells until then.
            logger.StoreUnreachable(settings.Address.Host, settings.Address.Port, e.Message);
        }
    }

    public static async Task<IReadOnlyList<Migration>> MissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        MigrationPlan.Missing(Migration.Embedded, await MigrationJournal.ReadAsync(connection, cancellationToken));
}
