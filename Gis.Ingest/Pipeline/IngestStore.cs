using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// The ingest part's way into the store. Statements are prepared by themselves, since the same few come again and again. Nothing here leaves more
/// on a connection than a LISTEN that nobody hears, so nothing is taken back when it returns to the pool: that would be ten statements twice a batch.
/// </summary>
internal sealed class IngestStore(string connectionString) : IAsyncDisposable
{
    /// <summary>A batch's values go out in few writes: after each the store is woken.</summary>
    private const int WriteBufferBytes = 64 << 10;

    public NpgsqlDataSource DataSource { get; } = new NpgsqlDataSourceBuilder(
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 3,
            MaxPoolSize = 9,
            NoResetOnClose = true,
            WriteBufferSize = WriteBufferBytes,
        }.ConnectionString).Build();

    public ValueTask DisposeAsync() => DataSource.DisposeAsync();
}
