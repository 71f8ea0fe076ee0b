using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Gis.Tiles.VectorTiles;

/// <summary>
/// Connections on which tiles are cut and small boxes of features read, and nothing else: they keep their statements planned, since planning takes longer than
/// reading a small tile, and have nothing to be reset in between.
/// </summary>
internal sealed class CutConnections(IConfiguration configuration) : IAsyncDisposable
{
    private const int ReadBufferBytes = 64 * 1024;

    private readonly NpgsqlDataSource _store = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(configuration.GetConnectionString(TilesModule.StoreKey))
    {
        Options = "-c plan_cache_mode=force_generic_plan",
        NoResetOnClose = true,
        ReadBufferSize = ReadBufferBytes,
    });

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _store.OpenConnectionAsync(cancellationToken);

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
