using Npgsql;

namespace Gis.Tiles.Import;

/// <summary>The entries of stored layers in the catalogue: found, entered before their first edition, and withdrawn where that comes to nothing.</summary>
internal sealed class LayerStore(NpgsqlDataSource tiles)
{
    /// <summary>The catalogue's entry; null when there is no such stored layer.</summary>
    public async Task<StoredLayer?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var command = tiles.CreateCommand("""
            SELECT l.geometry_kind, l.title_zh, l.title_en, l.edition, e.imported_by, e.report ->> 'sha256', coalesce(e.changes, 0), l.licence, l.credit, l.owner
            FROM layer l LEFT JOIN layer_edition e ON e.layer = l.id AND e.edition = l.edition
            WHERE l.id = $1 AND l.kind = 'stored'
            """);
        command.Parameters.Add(new() { Value = id.Replace("\0", "", StringComparison.Ordinal) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoredLayer(
                id, reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3),
                reader.IsDBNull(4) ? null : reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetInt32(6),
                reader.GetString(7), reader.GetString(8), reader.GetString(9))
            : null;
    }

    /// <summary>As <see cref="FindAsync"/>; refuses the name of a layer of another kind.</summary>
    public async Task<StoredLayer?> FindUsableAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is { } known)
        {
            return known;
        }

        await using var command = tiles.CreateCommand("SELECT EXISTS (SELECT FROM layer WHERE id = $1)");
        command.Parameters.Add(new() { Value = id.Replace("\0", "", StringComparison.Ordinal) });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!
            ? throw new ImportRefusedException(ImportRefusedException.BadWish, $"{id} is drawn from the system's own registers or a picture; import into another layer.")
            : null;
    }

    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken) => await NamesAsync("SELECT id FROM layer WHERE kind = 'stored' ORDER BY id", cancellationToken);

    /// <summary>
    /// A new layer enters the catalogue without an edition, in which nobody sees it; not in the transaction of its rows, for it comes with a table of its own,
    /// and as long as that is being made all layers wait. It is marked until it has its first edition.
    /// </summary>
    public async Task EnterAsync(LayerEntry info, CancellationToken cancellationToken)
    {
        await using var command = tiles.CreateCommand("""
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, approximate, published, min_zoom, entering)
            VALUES ($1, $2, $3, 'stored', $4, $5, $6, $7, $8, $9, $10, $11, true)
            ON CONFLICT (id) DO UPDATE SET geometry_kind = excluded.geometry_kind WHERE layer.edition = 0 AND layer.kind = 'stored' AND layer.geometry_kind <> excluded.geometry_kind
            """);
        foreach (var value in (object[])[
            info.Id, info.TitleZh, info.TitleEn, info.GeometryKind, info.Licence, info.Credit, info.Source, info.Owner,
            info.Approximate, info.PublishedToAll, (short)info.MinZoom])
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes a layer away whose first import came to nothing; one that has an edition, that is being imported or that somebody refers to stays.</summary>
    public async Task<bool> WithdrawAsync(string id, CancellationToken cancellationToken)
    {
        await using var command = tiles.CreateCommand("SELECT withdraw_layer($1)");
        command.Parameters.Add(new() { Value = id });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>As <see cref="WithdrawAsync"/> for all that a killed process has left.</summary>
    /// <returns>The names of those that were taken away.</returns>
    public async Task<IReadOnlyList<string>> WithdrawLeftAsync(CancellationToken cancellationToken)
    {
        var withdrawn = new List<string>();
        foreach (var id in await NamesAsync("SELECT id FROM layer WHERE entering AND edition = 0 ORDER BY id", cancellationToken))
        {
            if (await WithdrawAsync(id, cancellationToken))
            {
                withdrawn.Add(id);
            }
        }

        return withdrawn;
    }

    private async Task<List<string>> NamesAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = tiles.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
