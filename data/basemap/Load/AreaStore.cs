using Gis.BaseMap.Layers;
using Npgsql;

namespace Gis.BaseMap.Load;

/// <summary>Gives the areas of the store, which come with the schema, their points to fly to.</summary>
internal sealed class AreaStore(NpgsqlDataSource command)
{
    public async Task<int> PlaceAsync(IReadOnlyList<AreaNode> areas, CancellationToken cancellationToken)
    {
        await using var update = command.CreateCommand("""
            UPDATE area a SET lon = n.lon, lat = n.lat
            FROM unnest($1::text[], $2::float8[], $3::float8[]) n(code, lon, lat)
            WHERE a.code = n.code AND a.valid_to IS NULL AND (a.lon, a.lat) IS DISTINCT FROM (n.lon, n.lat)
            """);
        update.Parameters.Add(new() { Value = areas.Select(area => area.Code).ToArray() });
        update.Parameters.Add(new() { Value = areas.Select(area => area.Lon).ToArray() });
        update.Parameters.Add(new() { Value = areas.Select(area => area.Lat).ToArray() });
        return await update.ExecuteNonQueryAsync(cancellationToken);
    }
}
