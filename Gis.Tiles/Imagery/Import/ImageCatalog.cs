using System.Text.RegularExpressions;
using Gis.Tiles.Layers;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Imagery.Import;

/// <summary>What the store says of pictures, and how a new one comes to be shown.</summary>
internal sealed partial class ImageCatalog(NpgsqlDataSource store)
{
    public const string BuiltInBy = "basemap";

    private static readonly string ShowSql = EmbeddedText.Read("Imagery.Import.show-picture.sql");

    /// <summary>Refuses a name that no layer may have, and one that another kind of layer has.</summary>
    public async Task RequireUsableAsync(string layer, CancellationToken cancellationToken)
    {
        if (!LayerName().IsMatch(layer))
        {
            throw new ImageRefusedException($"'{layer}' cannot name a layer; accepted are 2 to 49 of a–z, 0–9 and _, a letter first.");
        }

        await using var command = store.CreateCommand("SELECT kind FROM layer WHERE id = $1");
        command.Parameters.Add(new() { Value = layer });
        if (await command.ExecuteScalarAsync(cancellationToken) is string kind && kind != "image")
        {
            throw new ImageRefusedException($"{layer} is a layer of features; a picture needs a layer of its own. Choose another name.");
        }
    }

    /// <summary>Why a built-in picture is not imported; null where it is.</summary>
    public async Task<string?> StandsAsync(ImageWish wish, DateTimeOffset? at, string sha256, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            "SELECT imported_by, sha256 = $3 FROM layer_image WHERE layer = $1 AND replaced_at IS NULL AND (imported_by <> $2 OR at IS NOT DISTINCT FROM $4) ORDER BY imported_by = $2 LIMIT 1");
        command.Parameters.Add(new() { Value = wish.Layer });
        command.Parameters.Add(new() { Value = BuiltInBy });
        command.Parameters.Add(new() { Value = sha256 });
        command.Parameters.Add(TimeOf(at));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return !await row.ReadAsync(cancellationToken) ? null
            : row.GetString(0) != BuiltInBy ? $"{wish.Layer}: kept, imported by {row.GetString(0)}"
            : row.GetBoolean(1) ? $"{wish.Layer}: unchanged"
            : null;
    }

    /// <summary>True where a picture that is shown, or was, lies in this folder.</summary>
    public async Task<bool> NamesAsync(string folder, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT EXISTS (SELECT FROM layer_image WHERE folder = $1)");
        command.Parameters.Add(new() { Value = folder });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Folders of pictures that were replaced so long ago that no reader has them open.</summary>
    public async Task<IReadOnlyList<string>> ReplacedAsync(CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT folder FROM layer_image WHERE replaced_at < now() - interval '10 minutes'");
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var folders = new List<string>();
        while (await row.ReadAsync(cancellationToken))
        {
            folders.Add(row.GetString(0));
        }

        return folders;
    }

    /// <summary>Shows the picture in place of the one of the same time, all at once.</summary>
    /// <returns>The layer's new edition.</returns>
    public async Task<int> ShowAsync(ImageWish wish, DateTimeOffset? at, SceneFacts facts, string place, string sha256, BuiltPicture built, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var layer = new NpgsqlCommand(
            """
            INSERT INTO layer (id, title_zh, title_en, kind, geometry_kind, licence, credit, source, owner, approximate, published, area_code)
            VALUES ($1, coalesce($2, $3, $1), coalesce($3, $2, $1), 'image', 'raster', coalesce($4, 'not stated'), coalesce($5, $6), coalesce($7, $6), coalesce($8, $9), $10, $11, $12)
            ON CONFLICT (id) DO UPDATE SET title_zh = coalesce($2, layer.title_zh), title_en = coalesce($3, layer.title_en), licence = coalesce($4, layer.licence),
                credit = coalesce($5, layer.credit), source = coalesce($7, layer.source), owner = coalesce($8, layer.owner), approximate = layer.approximate OR $10
            WHERE layer.kind = 'image'
            """, connection);
        var file = Path.GetFileName(wish.File);
        foreach (var text in (string?[])[wish.Layer, wish.TitleZh, wish.TitleEn, wish.Licence, wish.Credit, file, wish.Source, wish.Owner, By(wish)])
        {
            layer.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = text });
        }

        layer.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = wish.Approximate });
        layer.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = wish.Publish });
        layer.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = wish.Area });
        if (await layer.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            throw new ImageRefusedException($"{wish.Layer} is a layer of features; a picture needs a layer of its own. Choose another name.");
        }

        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("UPDATE layer_image SET replaced_at = clock_timestamp() WHERE layer = $1 AND at IS NOT DISTINCT FROM $2 AND replaced_at IS NULL")
        {
            Parameters = { new() { Value = wish.Layer }, TimeOf(at) },
        });
        batch.BatchCommands.Add(Insert(wish, at, facts, place, sha256, built, file));
        batch.BatchCommands.Add(new(ShowSql) { Parameters = { new() { Value = wish.Layer }, new() { Value = By(wish) }, new() { Value = file } } });
        int edition;
        await using (var rows = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await rows.ReadAsync(cancellationToken);
            edition = rows.GetInt32(0);
        }

        // The live event is last and travels with COMMIT: its lock is then held for no round trip.
        await using var news = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("SELECT append_audit(NULL, $1, 'layer.import', 'layer', $2, NULL, jsonb_build_object('edition', $3::integer))")
                {
                    Parameters = { new() { Value = By(wish) }, new() { Value = wish.Layer }, new() { Value = edition } },
                },
                new("SELECT append_live_event('layer', '{}', '{}', jsonb_build_object('layer', $1::text))") { Parameters = { new() { Value = wish.Layer } } },
                new("COMMIT"),
            },
        };
        await news.ExecuteNonQueryAsync(cancellationToken);
        return edition;
    }

    private static NpgsqlBatchCommand Insert(ImageWish wish, DateTimeOffset? at, SceneFacts facts, string place, string sha256, BuiltPicture built, string file) => new(
        """
        INSERT INTO layer_image (layer, at, folder, mercator_min_zoom, mercator_max_zoom, cgcs_min_zoom, cgcs_max_zoom, min_lon, min_lat, max_lon, max_lat,
                                 source, sha256, bytes, making, imported_by, sensor, cloud_percent, resolution_m)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        """)
    {
        Parameters =
        {
            new() { Value = wish.Layer }, TimeOf(at), new() { Value = place },
            new() { Value = (short)built.Mercator.Min }, new() { Value = (short)built.Mercator.Max },
            new() { Value = (short)built.Cgcs2000.Min }, new() { Value = (short)built.Cgcs2000.Max },
            new() { Value = built.Extent.West }, new() { Value = built.Extent.South }, new() { Value = built.Extent.East }, new() { Value = built.Extent.North },
            new() { Value = file }, new() { Value = sha256 }, new() { Value = built.Bytes },
            new() { Value = built.Making.ToJsonString(), NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = By(wish) },
            new NpgsqlParameter<string?> { TypedValue = facts.Sensor }, new NpgsqlParameter<double?> { TypedValue = facts.CloudPercent }, new NpgsqlParameter<double?> { TypedValue = facts.ResolutionM },
        },
    };

    private static string By(ImageWish wish) => wish.BuiltIn ? BuiltInBy : wish.ImportedBy;

    private static NpgsqlParameter TimeOf(DateTimeOffset? at) => new() { Value = (object?)at?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    [GeneratedRegex("^[a-z][a-z0-9_]{1,48}$", RegexOptions.CultureInvariant)]
    private static partial Regex LayerName();
}
