using System.Text.Json;
using Gis.Tiles.Layers;
using Gis.Tiles.Writing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Gis.Tiles.Settings;

/// <summary>Reads and changes the settings of a layer; the audit trail keeps what they were, the live log tells who is looking.</summary>
internal sealed class SettingsStore([FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, CatalogReader catalog)
{
    private const string Read = "SELECT published, writers, editions_kept FROM layer WHERE id = $1";

    public async Task<LayerSettings> ReadAsync(string layer, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(Read);
        command.Parameters.Add(new() { Value = layer });
        return await OneAsync(command, cancellationToken);
    }

    public async Task WriteAsync(string layer, LayerSettings wish, Author by, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var find = new NpgsqlCommand($"{Read} FOR UPDATE", connection) { Parameters = { new() { Value = layer } } };
        var before = await OneAsync(find, cancellationToken);
        if (IsSame(before, wish))
        {
            return;
        }

        var details = JsonSerializer.Serialize(new { before, after = wish }, JsonSerializerOptions.Web);

        // The live event is last and travels with COMMIT: its lock is then held for no round trip.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("UPDATE layer SET published = $2, writers = $3, editions_kept = $4 WHERE id = $1")
                {
                    Parameters = { new() { Value = layer }, new() { Value = wish.Published }, new() { Value = wish.Writers!.ToArray() }, new() { Value = wish.EditionsKept } },
                },
                new("SELECT append_audit($1, $2, $3, 'layer', $4, NULL, $5::jsonb)")
                {
                    Parameters = { new() { Value = by.AccountId }, new() { Value = by.Name }, new() { Value = ActionOf(before, wish) }, new() { Value = layer }, new() { Value = details } },
                },
                new("SELECT append_live_event('layer', '{}', '{}', jsonb_build_object('layer', $1::text))") { Parameters = { new() { Value = layer } } },
                new("COMMIT"),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
        catalog.Forget();
    }

    private static bool IsSame(LayerSettings before, LayerSettings wish) =>
        before.Published == wish.Published && before.EditionsKept == wish.EditionsKept && before.Writers!.ToHashSet(StringComparer.Ordinal).SetEquals(wish.Writers!);

    private static string ActionOf(LayerSettings before, LayerSettings wish) =>
        before.Published == wish.Published ? "layer.settings" : wish.Published == true ? "layer.publish" : "layer.unpublish";

    private static async Task<LayerSettings> OneAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new LayerSettings(row.GetBoolean(0), row.GetFieldValue<string[]>(1), row.GetInt32(2));
    }
}
