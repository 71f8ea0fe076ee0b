using System.Globalization;
using System.Text;
using System.Text.Json;
using Gis.Tiles.Crs;
using Gis.Tiles.Features;
using Gis.Tiles.Http;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Writing;

/// <summary>
/// Makes one change to a stored layer: rights, state and content are looked at, and the feature, its former state, the pyramid, the audit entry and the live
/// event stored, in one transaction. Changes of one layer follow each other, so that their numbers stand in the order in which readers see them.
/// </summary>
internal sealed class FeatureWriter([FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, CatalogReader catalog, IOptions<TilesOptions> options)
{
    private const string TransformPrefix = "transform";
    private static readonly string EditionSql = EmbeddedText.Read("Writing.edition.sql");
    private static readonly string NextIdSql = EmbeddedText.Read("Writing.next-id.sql");
    private static readonly string FeatureSql = EmbeddedText.Read("Writing.feature.sql");
    private static readonly string AcceptSql = EmbeddedText.Read("Writing.accept.sql");

    private int TimeoutS => (int)Math.Ceiling(options.Value.ItemsTimeout.TotalSeconds);

    public async Task<Written> MakeAsync(Change change, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var layer = change.Layer.Info.Id;
        var wanted = change.Wanted;

        // Looked at before it is anybody's turn, because a large one takes a while; what a patch makes is known only then.
        var geometry = await AcceptAsync(connection, wanted, change.System, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var edition = await EditionAsync(connection, layer, cancellationToken);
        var current = change.Id is { } known ? await FindAsync(connection, change, edition, known, cancellationToken) : null;
        if (change.Patch is { } patch)
        {
            wanted = patch(current!);
            geometry = await AcceptAsync(connection, wanted, change.System, cancellationToken);
        }

        if (wanted is not null)
        {
            await CheckAreaAsync(connection, change.Scope, wanted.Draft.AreaCode, cancellationToken);
        }

        var id = change.Id ?? (long)(await ScalarAsync(connection, NextIdSql, cancellationToken, layer, edition))!;
        var number = await StoreAsync(connection, change, edition, id, wanted?.Draft, geometry, current?.Rank ?? 0, cancellationToken);
        await TellAsync(connection, change, edition, id, number, [current?.AreaCode, wanted?.Draft.AreaCode], cancellationToken);
        catalog.Forget();
        return new Written(id, edition, number);
    }

    private static bool IsOutOfReach(PostgresException failure) => failure.MessageText.StartsWith(TransformPrefix, StringComparison.Ordinal);

    /// <summary>Asked twice, because an edition that was switched while it waited is none any more.</summary>
    private async Task<int> EditionAsync(NpgsqlConnection connection, string layer, CancellationToken cancellationToken) =>
        await ScalarAsync(connection, EditionSql, cancellationToken, layer) as int?
        ?? await ScalarAsync(connection, EditionSql, cancellationToken, layer) as int?
        ?? throw new WriteRefused(Refusal.NotFound);

    private async Task<CurrentFeature> FindAsync(NpgsqlConnection connection, Change change, int edition, long id, CancellationToken cancellationToken)
    {
        var reading = change.Layer.Scope;

        // Only a patch is put into what is there; the others need no coordinates in the system of their body.
        var sql = FeatureSql.Replace("{geometry}", change.Patch is null ? "NULL" : change.System.GeometrySql, StringComparison.Ordinal);
        await using var command = Command(
            connection, sql, change.Layer.Info.Id, edition, id, reading.IsPublic, reading.Roots.ToArray(), reading.WholeTree, change.Scope.Roots, change.Scope.WholeTree);
        await using var row = await ReadAsync(command, cancellationToken);
        if (!await row.ReadAsync(cancellationToken) || !row.GetBoolean(5))
        {
            throw new WriteRefused(Refusal.NotFound);
        }

        if (!row.GetBoolean(6))
        {
            throw new WriteRefused(new Refusal(StatusCodes.Status403Forbidden, "write-outside-area"));
        }

        if (change.Request.Headers.IfMatch.Count == 0)
        {
            throw new WriteRefused(new Refusal(StatusCodes.Status428PreconditionRequired, "if-match-required"));
        }

        if (!FeatureTag.IsMatched(change.Request, edition, row.GetInt32(0)))
        {
            throw new WriteRefused(new Refusal(StatusCodes.Status412PreconditionFailed, "changed-meanwhile"));
        }

        return new CurrentFeature(row.GetInt32(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetInt16(2), row.GetString(3), row.IsDBNull(4) ? "null" : GeoJsonOf(row, 4, change.System));
    }

    private static string GeoJsonOf(NpgsqlDataReader row, int column, ReferenceSystem system)
    {
        using var ewkb = new JsonRoom();
        using var json = new JsonRoom();
        ewkb.AddBytes(row, column);
        new GeoJsonGeometry(system).Write(ewkb.Written.Span, json, EastNorthBox.Everything);
        return Encoding.UTF8.GetString(json.Written.Span);
    }

    private static async Task<NpgsqlDataReader> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return await command.ExecuteReaderAsync(cancellationToken);
        }
        catch (PostgresException e) when (IsOutOfReach(e))
        {
            throw WriteRefused.Header(ContentCrs.Name, "accepted-crs-reach");
        }
    }

    private async Task CheckAreaAsync(NpgsqlConnection connection, WriteScope scope, string? area, CancellationToken cancellationToken)
    {
        if (area is null ? !scope.WholeTree : !(bool)(await ScalarAsync(connection, "SELECT area_within($1, $2)", cancellationToken, area, scope.Roots))!)
        {
            throw new WriteRefused(new Refusal(StatusCodes.Status403Forbidden, "write-outside-area"));
        }
    }

    /// <returns>The geometry as the store keeps it (EWKB, EPSG:4490); null where none is given.</returns>
    private async Task<byte[]?> AcceptAsync(NpgsqlConnection connection, WantedFeature? wanted, ReferenceSystem system, CancellationToken cancellationToken)
    {
        if (wanted?.Geometry is not { } geometry)
        {
            return null;
        }

        await using var command = Command(connection, AcceptSql, new WKBWriter().Write(geometry), system.IsGeographic ? ReferenceSystems.Storage.Srid : system.Srid);
        try
        {
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            if (!row.GetBoolean(1))
            {
                throw WriteRefused.Content("/geometry", "accepted-feature-world");
            }

            return row.IsDBNull(2)
                ? row.GetFieldValue<byte[]>(0)
                : throw WriteRefused.Content(row.IsDBNull(3) ? "/geometry" : string.Create(CultureInfo.InvariantCulture, $"{row.GetDouble(3):0.#######},{row.GetDouble(4):0.#######}"), "accepted-feature-valid");
        }
        catch (PostgresException e) when (IsOutOfReach(e))
        {
            throw WriteRefused.Content("/geometry", "accepted-feature-world");
        }
    }

    private async Task<int> StoreAsync(
        NpgsqlConnection connection, Change change, int edition, long id, FeatureDraft? draft, byte[]? geometry, short rank, CancellationToken cancellationToken)
    {
        await using var command = Command(
            connection,
            "SELECT change_feature($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, ST_GeomFromEWKB($11), $12, $13)",
            change.Layer.Info.Id, edition, change.Action, id);
        foreach (var text in (string?[])[draft?.Code, draft?.NameZh, draft?.NameEn, draft?.AreaCode])
        {
            command.Parameters.Add(new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }

        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = draft?.Rank ?? rank });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = draft?.PropertiesJson ?? "{}" });
        command.Parameters.Add(new() { Value = (object?)geometry ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = change.Author.AccountId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = change.Author.Name });
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The live event is last and travels with COMMIT: its lock is then held for no round trip.</summary>
    private static async Task TellAsync(
        NpgsqlConnection connection, Change change, int edition, long id, int number, string?[] areas, CancellationToken cancellationToken)
    {
        var info = change.Layer.Info;
        var places = areas.OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var details = JsonSerializer.Serialize(new { edition, change = number }, JsonDocumentResult.Options);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("SELECT append_audit($1, $2, $3, 'feature', $4, $5, $6::jsonb)")
                {
                    Parameters =
                    {
                        new() { Value = change.Author.AccountId },
                        new() { Value = change.Author.Name },
                        new() { Value = $"feature.{change.Action}" },
                        new() { Value = string.Create(CultureInfo.InvariantCulture, $"{info.Id}/{id}") },
                        new() { Value = (object?)places.LastOrDefault() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                        new() { Value = details },
                    },
                },
                new("SELECT append_live_event('layer', '{}', $1, jsonb_build_object('layer', $2::text))")
                {
                    Parameters = { new() { Value = info.Published ? [] : places }, new() { Value = info.Id } },
                },
                new("COMMIT"),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = TimeoutS };
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
