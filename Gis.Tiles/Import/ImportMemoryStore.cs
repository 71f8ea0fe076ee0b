using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Import;

/// <summary>Remembers how files were read, layer by layer.</summary>
internal sealed class ImportMemoryStore(NpgsqlDataSource tiles)
{
    private const int Most = 500;

    /// <summary>The layer's own first, then those of others, the newest first.</summary>
    public async Task<IReadOnlyList<ImportMemory>> ListAsync(string? layer, CancellationToken cancellationToken)
    {
        await using var command = tiles.CreateCommand(
            "SELECT layer, file_name, crs, encoding, east, north, area_code, fields FROM layer_import_memory ORDER BY layer = $1 DESC NULLS LAST, at DESC LIMIT $2");
        command.Parameters.Add(Text(layer));
        command.Parameters.Add(new() { Value = Most });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var known = new List<ImportMemory>();
        while (await row.ReadAsync(cancellationToken))
        {
            known.Add(new ImportMemory(
                row.GetString(0), row.GetString(1), Optional(2), Optional(3), Optional(4), Optional(5), Optional(6), JsonSerializer.Deserialize<List<FieldWish>>(row.GetString(7), JsonSerializerOptions.Web)!));
        }

        return known;

        string? Optional(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }

    public async Task KeepAsync(ImportMemory memory, string by, CancellationToken cancellationToken)
    {
        await using var command = tiles.CreateCommand(
            """
            INSERT INTO layer_import_memory (layer, file_name, crs, encoding, east, north, area_code, fields, by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9)
            ON CONFLICT (layer) DO UPDATE
            SET file_name = excluded.file_name, crs = excluded.crs, encoding = excluded.encoding, east = excluded.east, north = excluded.north, area_code = excluded.area_code, fields = excluded.fields,
                at = clock_timestamp(), by = excluded.by
            """);
        foreach (var text in (string?[])[memory.Layer, memory.FileName, memory.Crs, memory.Encoding, memory.East, memory.North, memory.AreaCode, JsonSerializer.Serialize(memory.Fields, JsonSerializerOptions.Web), by])
        {
            command.Parameters.Add(Text(text));
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter Text(string? text) => new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
