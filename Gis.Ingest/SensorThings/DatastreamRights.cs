using System.Security.Claims;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.SensorThings;

/// <summary>Which datastreams a person may write: those of things in the areas where the person is an inspector or an administrator.</summary>
internal static class DatastreamRights
{
    private const string WritableSql =
        """
        SELECT d.id FROM datastream d JOIN thing t ON t.id = d.thing_id
        WHERE d.id = ANY ($1) AND d.retired_at IS NULL AND t.retired_at IS NULL AND area_within(t.area_code, $2)
        """;

    /// <summary>Those of these datastreams that exist and may be written.</summary>
    public static async Task<HashSet<long>> WritableAsync(
        IngestStore store, ClaimsPrincipal person, IEnumerable<long> datastreams, CancellationToken cancellationToken)
    {
        await using var command = store.DataSource.CreateCommand(WritableSql);
        command.Parameters.Add(Sql.Longs(datastreams));
        command.Parameters.Add(Sql.Texts(FieldGrants.WritingAreas(person)));
        var writable = new HashSet<long>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            writable.Add(reader.GetInt64(0));
        }

        return writable;
    }
}
