using Gis.Tiles.Layers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Usage;

/// <summary>Stores what was counted, a bounded batch at a time.</summary>
internal sealed class UseStore([FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, UseCounter counter) : IDisposable
{
    private const int MostRows = 500;

    private static readonly string AddSql = EmbeddedText.Read("Usage.add-usage.sql");

    private readonly SemaphoreSlim _storing = new(1);

    /// <summary>Nothing is lost when the store is away: it is counted further and stored with the rest.</summary>
    public async Task StoreAsync(CancellationToken cancellationToken)
    {
        await _storing.WaitAsync(cancellationToken);
        try
        {
            // In the order of the key, so that two processes that store at once do not wait for each other crosswise.
            var waiting = counter.TakeAll().OrderBy(use => use.Key.Layer, StringComparer.Ordinal).ThenBy(use => use.Key.Day).ThenBy(use => use.Key.Account).ToList();
            for (var done = 0; done < waiting.Count; done += MostRows)
            {
                try
                {
                    await AddAsync(waiting.Skip(done).Take(MostRows).ToList(), cancellationToken);
                }
                catch
                {
                    counter.Return(waiting.Skip(done));
                    throw;
                }
            }
        }
        finally
        {
            _storing.Release();
        }
    }

    public void Dispose() => _storing.Dispose();

    private async Task AddAsync(List<CountedUse> uses, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(AddSql);
        command.Parameters.Add(Array(NpgsqlDbType.Text, uses.ConvertAll(use => use.Key.Layer)));
        command.Parameters.Add(Array(NpgsqlDbType.Date, uses.ConvertAll(use => use.Key.Day)));
        command.Parameters.Add(Array(NpgsqlDbType.Bigint, uses.ConvertAll(use => use.Key.Account)));
        command.Parameters.Add(Array(NpgsqlDbType.Text, uses.ConvertAll(use => use.AccountName)));
        command.Parameters.Add(Array(NpgsqlDbType.Text, uses.ConvertAll(use => use.DisplayName)));
        command.Parameters.Add(Array(NpgsqlDbType.Bigint, uses.ConvertAll(use => use.Sum.Requests)));
        command.Parameters.Add(Array(NpgsqlDbType.Bigint, uses.ConvertAll(use => use.Sum.Tiles)));
        command.Parameters.Add(Array(NpgsqlDbType.Bigint, uses.ConvertAll(use => use.Sum.Features)));
        command.Parameters.Add(Array(NpgsqlDbType.Bigint, uses.ConvertAll(use => use.Sum.Bytes)));
        command.Parameters.Add(Array(NpgsqlDbType.Integer, uses.ConvertAll(use => use.Sum.Edition)));
        command.Parameters.Add(Array(NpgsqlDbType.TimestampTz, uses.ConvertAll(use => use.Sum.LastAt.UtcDateTime)));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter Array<T>(NpgsqlDbType type, List<T> values) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values };
}
