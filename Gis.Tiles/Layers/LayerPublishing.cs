using Npgsql;

namespace Gis.Tiles.Layers;

/// <summary>Opens a layer to all, or closes it again; readers follow within a second, the audit trail and the live log are told.</summary>
internal static class LayerPublishing
{
    /// <summary>False where there is no such layer.</summary>
    public static async Task<bool> SetAsync(NpgsqlDataSource store, string layer, bool published, string actor, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var update = new NpgsqlCommand("UPDATE layer SET published = $2 WHERE id = $1", connection)
        {
            Parameters = { new() { Value = layer }, new() { Value = published } },
        };
        if (await update.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        // The live event is last and travels with COMMIT: its lock is then held for no round trip.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("SELECT append_audit(NULL, $1, $2, 'layer', $3, NULL, '{}')")
                {
                    Parameters = { new() { Value = actor }, new() { Value = published ? "layer.publish" : "layer.unpublish" }, new() { Value = layer } },
                },
                new("SELECT append_live_event('layer', '{}', '{}', jsonb_build_object('layer', $1::text))") { Parameters = { new() { Value = layer } } },
                new("COMMIT"),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }
}
