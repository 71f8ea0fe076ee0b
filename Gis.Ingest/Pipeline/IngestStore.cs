using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>The ingest part's way into the store. Statements are prepared by themselves, since the same few come again and again.</summary>
internal sealed class IngestStore(string connectionString) : IAsyncDisposable
{
    public NpgsqlDataSource DataSource { get; } = new NpgsqlDataSourceBuilder(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 3, MaxPoolSize = 9 }.ConnectionString).Build();

    public ValueTask DisposeAsync() => DataSource.DisposeAsync();
}
