using System.Text.Json;
using Gis.Tiles.Access;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Import;

/// <summary>Writes into the audit trail what people do with files.</summary>
internal sealed class ImportAudit(NpgsqlDataSource store)
{
    public async Task WriteAsync(Viewer person, string action, ImportJob job, object details, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT append_audit($1, $2, $3, 'layer_import', $4, NULL, $5::jsonb)");
        command.Parameters.Add(new() { Value = (object?)person.Account ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        foreach (var text in (string[])[person.Name, action, job.Id.ToString(), JsonSerializer.Serialize(details, JsonSerializerOptions.Web)])
        {
            command.Parameters.Add(new() { Value = text });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
