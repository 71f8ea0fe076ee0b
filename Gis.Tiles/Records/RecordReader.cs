using Gis.Tiles.Layers;
using Gis.Tiles.Reading;
using Npgsql;

namespace Gis.Tiles.Records;

/// <summary>Reads what the catalogue's table says of the layers; read again when older than a second, as the layers themselves are.</summary>
internal sealed class RecordReader(ReadStores stores, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private static readonly string Sql = EmbeddedText.Read("Records.records.sql");

    private readonly SemaphoreSlim _reading = new(1);
    private volatile Reading? _last;

    public async ValueTask<IReadOnlyDictionary<string, LayerRecord>> ReadAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } known)
        {
            return known;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } justRead)
            {
                return justRead;
            }

            var choice = stores.Choose();
            var trueAt = stores.TrueAt(choice);
            var records = await LoadAsync(stores.Of(choice), cancellationToken);
            _last = new Reading(records, trueAt);
            return records;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>For whoever has just changed something in this process.</summary>
    public void Forget()
    {
        stores.Wrote();
        ReadAnew();
    }

    /// <summary>The server that they were read from has gone away.</summary>
    public void ReadAnew() => _last = null;

    public void Dispose() => _reading.Dispose();

    private IReadOnlyDictionary<string, LayerRecord>? Fresh() => _last is { } last && clock.GetElapsedTime(last.TrueAt) < Freshness ? last.Records : null;

    private static async Task<Dictionary<string, LayerRecord>> LoadAsync(ReadStore store, CancellationToken cancellationToken)
    {
        await using var command = store.Data.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var records = new Dictionary<string, LayerRecord>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellationToken))
        {
            records.Add(row.GetString(0), Read(row));
        }

        return records;
    }

    private static LayerRecord Read(NpgsqlDataReader row) => new()
    {
        OwnerAccount = row.IsDBNull(1) ? null : row.GetString(1),
        Findable = row.GetBoolean(2),
        ConfirmedAt = row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(4),
        UpdatedAt = row.GetFieldValue<DateTimeOffset>(5),
        FreshAt = row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6),
        Words = new RecordWords(
            row.GetString(7),
            row.GetString(8),
            row.GetString(9),
            row.GetString(10),
            row.IsDBNull(11) ? null : row.GetInt32(11),
            row.GetString(12),
            row.GetString(13),
            row.GetString(14),
            row.GetString(15),
            row.GetString(16),
            row.GetString(17),
            row.GetString(18),
            row.GetFieldValue<string[]>(19),
            row.GetFieldValue<string[]>(20),
            row.GetFieldValue<string[]>(21),
            row.IsDBNull(22) ? null : row.GetFieldValue<DateOnly>(22),
            row.IsDBNull(23) ? null : row.GetFieldValue<DateOnly>(23)),
    };

    private sealed record Reading(IReadOnlyDictionary<string, LayerRecord> Records, long TrueAt);
}
