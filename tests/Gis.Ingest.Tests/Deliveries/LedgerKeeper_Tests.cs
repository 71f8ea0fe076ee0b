using Gis.Ingest.Deliveries;
using Gis.Ingest.Pipeline;
using Gis.Server.Platform.Store;
using Gis.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Gis.Ingest.Tests.Deliveries;

/// <summary>The ledger says the same before and after what batches have booked is added up.</summary>
public sealed class LedgerKeeper_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const int Batches = 450;

    [Fact]
    public async Task What_is_booked_counts_at_once_and_only_once_however_many_add_it_up()
    {
        await store.ExecuteAsync("INSERT INTO delivery_total (thing_id, day, received, stored, duplicate, rejected, late) VALUES (1, '2026-11-03', 10, 8, 2, 1, 3)");
        await store.ExecuteAsync(
            """
            INSERT INTO delivery_batch (day, things, received, stored, duplicate, rejected, late)
            SELECT date '2026-11-03' + n % 2, '{1,2}', '{5,1}', '{4,0}', '{1,0}', '{0,1}', '{2,0}' FROM generate_series(1, $1) n
            """,
            Batches);
        string[] expected =
        [
            "1 2026-11-03 1135 908 227 1 453", "1 2026-11-04 1125 900 225 0 450", "2 2026-11-03 225 0 0 225 0", "2 2026-11-04 225 0 0 225 0",
        ];
        Assert.Equal(expected, await LedgerAsync());

        await using var first = new IngestStore(store.ConnectionString(StoreRole.Ingest));
        await using var second = new IngestStore(store.ConnectionString(StoreRole.Ingest));
        await Task.WhenAll(Keeper(first).CatchUpAsync(CancellationToken.None), Keeper(second).CatchUpAsync(CancellationToken.None));

        Assert.Equal(0, await store.ScalarAsync<long>("SELECT count(*) FROM delivery_batch"));
        Assert.Equal(4, await store.ScalarAsync<long>("SELECT count(*) FROM delivery_total"));
        Assert.Equal(expected, await LedgerAsync());
    }

    private static LedgerKeeper Keeper(IngestStore of) => new(of, TimeProvider.System, NullLogger<LedgerKeeper>.Instance);

    private async Task<string[]> LedgerAsync() => await store.ScalarAsync<string[]>(
        "SELECT array_agg(concat_ws(' ', thing_id, day, received, stored, duplicate, rejected, late) ORDER BY thing_id, day) FROM delivery_ledger") ?? [];
}
