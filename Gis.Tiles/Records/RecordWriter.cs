using System.Text.Json;
using Gis.Tiles.Access;
using Gis.Tiles.Layers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Records;

/// <summary>Changes what the catalogue says of a layer; the audit trail keeps the whole of it, the live log tells who is looking.</summary>
internal sealed class RecordWriter([FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource store, RecordReader records)
{
    private static readonly string WriteSql = EmbeddedText.Read("Records.write-record.sql");

    /// <summary>False where the account that is to act for the owner does not exist.</summary>
    public async Task<bool> WriteAsync(string layer, RecordEdit edit, Viewer by, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await using var write = new NpgsqlCommand(WriteSql, connection);
            foreach (var value in ValuesOf(layer, edit))
            {
                write.Parameters.Add(value);
            }

            await write.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return false;
        }

        // A title is part of what caches keep of a layer, so the layer changes only where its own words do.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("UPDATE layer SET title_zh = $2, title_en = $3, licence = $4 WHERE id = $1 AND (title_zh, title_en, licence) <> ($2, $3, $4)")
                {
                    Parameters = { new() { Value = layer }, new() { Value = edit.TitleZh }, new() { Value = edit.TitleEn }, new() { Value = edit.Licence } },
                },
                new("SELECT append_audit($1, $2, 'layer.record', 'layer', $3, NULL, $4::jsonb)")
                {
                    Parameters = { Nullable(by.Account, NpgsqlDbType.Bigint), new() { Value = by.Name }, new() { Value = layer }, new() { Value = JsonSerializer.Serialize(edit, JsonSerializerOptions.Web) } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);

        // The live event is last and travels with COMMIT: its lock is then held for no round trip.
        await using var end = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("SELECT append_live_event('layer', '{}', '{}', jsonb_build_object('layer', $1::text))") { Parameters = { new() { Value = layer } } },
                new("COMMIT"),
            },
        };
        await end.ExecuteNonQueryAsync(cancellationToken);
        records.Forget();
        return true;
    }

    private static IEnumerable<NpgsqlParameter> ValuesOf(string layer, RecordEdit edit)
    {
        var words = edit.Words;
        yield return Text(layer);
        foreach (var text in (string[])[
            words.DescriptionZh, words.DescriptionEn, words.OwnerZh, words.OwnerEn, words.ContactName, words.ContactEmail, words.ContactPhone,
            words.LineageZh, words.LineageEn, words.QualityZh, words.QualityEn])
        {
            yield return Text(text ?? "");
        }

        foreach (var list in (IReadOnlyList<string>?[])[words.KeywordsZh, words.KeywordsEn, words.ExternalIds])
        {
            yield return new NpgsqlParameter { Value = (list ?? []).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
        }

        yield return Nullable(words.UpdateEveryDays, NpgsqlDbType.Integer);
        yield return Nullable(words.TimeFrom, NpgsqlDbType.Date);
        yield return Nullable(words.TimeTo, NpgsqlDbType.Date);
        yield return Nullable(edit.OwnerAccount, NpgsqlDbType.Text);
        yield return new NpgsqlParameter { Value = edit.Findable };
        yield return new NpgsqlParameter { Value = edit.Confirm };
    }

    private static NpgsqlParameter Text(string text) => new() { Value = text };

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
