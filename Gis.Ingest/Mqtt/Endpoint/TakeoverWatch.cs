using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>
/// Closes connections whose client identifier has come to another ingest. Woken by the store and every two seconds; what happened while the store
/// could not be heard waits there as rows, and is found at the first look.
/// </summary>
internal sealed class TakeoverWatch(IngestStore store, ClientBook book, DeviceDirectory directory, ClientClaims claims, TimeProvider clock, ILogger<TakeoverWatch> logger)
    : DeviceWorker(clock, logger)
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(2);

    // Before the first device can come: what stands in the store from before is of an earlier run.
    private readonly DateTimeOffset _begun = clock.GetUtcNow();
    private bool _hasSwept;

    protected override async Task WorkAsync(Action well, CancellationToken cancellationToken)
    {
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand("LISTEN endpoint_overtaken", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        if (!_hasSwept)
        {
            await book.SweepAsync(connection, _begun, cancellationToken);
            _hasSwept = true;
        }

        while (true)
        {
            await LookAsync(connection, cancellationToken);
            await claims.TellAsync(cancellationToken);
            well();
            await connection.WaitAsync(LooksEvery, cancellationToken);
        }
    }

    private async Task LookAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        while (await book.ReadOvertakenAsync(connection, cancellationToken) is { Count: > 0 } overtaken)
        {
            foreach (var (id, user, clientId) in overtaken)
            {
                directory.EndOvertaken(user, clientId, id);
            }

            await ClientBook.StrikeAsync(connection, overtaken.Select(o => o.Connection), cancellationToken);
        }
    }
}
