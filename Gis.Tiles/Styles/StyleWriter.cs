using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Gis.Tiles.Writing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Styles;

/// <summary>Stores styles, each change a version of its own; the audit trail keeps who made it, the live log tells who is looking.</summary>
internal sealed class StyleWriter([FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, StyleReader styles)
{
    private const int MostStyles = 50;

    /// <summary>Throws where the style was changed meanwhile. out: its version, and whether it is new.</summary>
    public async Task<(int Version, bool IsNew)> PutAsync(string layer, string style, StyleWish wish, Author by, HttpRequest request, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (before, others) = await LockAsync(connection, layer, style, cancellationToken);
        CheckCondition(before, request);
        if (before is null && others >= MostStyles)
        {
            throw new WriteRefused(new Refusal(StatusCodes.Status409Conflict, "too-many-styles"));
        }

        // The first of a layer is its default, and whichever is stays it until another is.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("UPDATE layer_style SET is_default = false WHERE layer = $1 AND style <> $2 AND is_default AND $3")
                {
                    Parameters = { new() { Value = layer }, new() { Value = style }, new() { Value = wish.IsDefault } },
                },
                new(
                    """
                    INSERT INTO layer_style AS s (layer, style, title_zh, title_en, is_default, drawing, account_id, actor)
                    VALUES ($1, $2, $3, $4, $5 OR NOT EXISTS (SELECT FROM layer_style o WHERE o.layer = $1 AND o.is_default AND o.retired_at IS NULL), $6, $7, $8)
                    ON CONFLICT (layer, style) DO UPDATE SET
                        title_zh = EXCLUDED.title_zh, title_en = EXCLUDED.title_en, is_default = EXCLUDED.is_default OR s.is_default, drawing = EXCLUDED.drawing,
                        account_id = EXCLUDED.account_id, actor = EXCLUDED.actor, version = s.version + 1, changed_at = clock_timestamp(), retired_at = NULL
                    RETURNING version
                    """)
                {
                    Parameters =
                    {
                        new() { Value = layer }, new() { Value = style }, new() { Value = wish.TitleZh }, new() { Value = wish.TitleEn }, new() { Value = wish.IsDefault },
                        new() { Value = wish.Drawing, NpgsqlDbType = NpgsqlDbType.Json }, new() { Value = by.AccountId }, new() { Value = by.Name },
                    },
                },
            },
        };
        var version = (int)(await batch.ExecuteScalarAsync(cancellationToken))!;
        await EndAsync(connection, layer, style, version, "layer.style", by, cancellationToken);
        return (version, before is null);
    }

    /// <summary>Takes a style out of use; what it was stays among its versions. Was it the default, the first that is left is.</summary>
    public async Task RetireAsync(string layer, string style, Author by, HttpRequest request, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (before, _) = await LockAsync(connection, layer, style, cancellationToken);
        if (before is not { } version)
        {
            throw new WriteRefused(Refusal.NotFound);
        }

        CheckCondition(before, request);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(
                    """
                    UPDATE layer_style SET retired_at = clock_timestamp(), is_default = false, version = version + 1, changed_at = clock_timestamp(), account_id = $3, actor = $4
                    WHERE layer = $1 AND style = $2
                    """)
                {
                    Parameters = { new() { Value = layer }, new() { Value = style }, new() { Value = by.AccountId }, new() { Value = by.Name } },
                },
                new(
                    """
                    UPDATE layer_style SET is_default = true
                    WHERE layer = $1 AND style = (SELECT min(style) FROM layer_style WHERE layer = $1 AND retired_at IS NULL)
                      AND NOT EXISTS (SELECT FROM layer_style WHERE layer = $1 AND is_default AND retired_at IS NULL)
                    """)
                {
                    Parameters = { new() { Value = layer } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await EndAsync(connection, layer, style, version + 1, "layer.style-retire", by, cancellationToken);
    }

    /// <summary>The versions of a style, the newest first; none where there never was such a style.</summary>
    public async Task<IReadOnlyList<StyleVersionRow>> VersionsAsync(string layer, string style, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(
            "SELECT version, title_zh, title_en, drawing::text, changed_at, actor, retired FROM layer_style_version WHERE layer = $1 AND style = $2 ORDER BY version DESC LIMIT 100");
        command.Parameters.Add(new() { Value = layer });
        command.Parameters.Add(new() { Value = style });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var versions = new List<StyleVersionRow>();
        while (await row.ReadAsync(cancellationToken))
        {
            versions.Add(new StyleVersionRow(
                row.GetInt32(0), row.GetString(1), row.GetString(2), StyleReader.Drawing(row.GetString(3)), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5), row.GetBoolean(6)));
        }

        return versions;
    }

    /// <summary>One who changes styles of a layer waits for the other. out: the version in use, null where there is none; and how many others there are.</summary>
    private static async Task<(int? Version, long Others)> LockAsync(NpgsqlConnection connection, string layer, string style, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("SELECT FROM layer_record WHERE layer = $1 FOR UPDATE") { Parameters = { new() { Value = layer } } },
                new("SELECT max(version) FILTER (WHERE style = $2), count(*) FILTER (WHERE style <> $2) FROM layer_style WHERE layer = $1 AND retired_at IS NULL")
                {
                    Parameters = { new() { Value = layer }, new() { Value = style } },
                },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.IsDBNull(0) ? null : row.GetInt32(0), row.GetInt64(1));
    }

    private static void CheckCondition(int? before, HttpRequest request)
    {
        var isNamed = request.Headers.IfMatch.Count > 0;
        if (before is not null && !isNamed)
        {
            throw new WriteRefused(new Refusal(StatusCodes.Status428PreconditionRequired, "if-match-required"));
        }

        if (isNamed && (before is not { } version || !StyleTag.IsMatched(request, version)))
        {
            throw new WriteRefused(new Refusal(StatusCodes.Status412PreconditionFailed, "changed-meanwhile"));
        }
    }

    private async Task EndAsync(NpgsqlConnection connection, string layer, string style, int version, string action, Author by, CancellationToken cancellationToken)
    {
        // The live event is last and travels with COMMIT: its lock is then held for no round trip.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("SELECT append_audit($1, $2, $3, 'layer', $4, NULL, jsonb_build_object('style', $5::text, 'version', $6::integer))")
                {
                    Parameters =
                    {
                        new() { Value = by.AccountId }, new() { Value = by.Name }, new() { Value = action }, new() { Value = layer }, new() { Value = style }, new() { Value = version },
                    },
                },
                new("SELECT append_live_event('layer', '{}', '{}', jsonb_build_object('layer', $1::text))") { Parameters = { new() { Value = layer } } },
                new("COMMIT"),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
        styles.Forget();
    }
}
