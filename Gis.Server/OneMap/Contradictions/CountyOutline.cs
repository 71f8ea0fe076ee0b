using Gis.Server.Land;
using Gis.Server.ReadModel;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.OneMap.Contradictions;

/// <summary>Where a county lies: what names no area belongs to the county in which a place of it lies.</summary>
internal static class CountyOutline
{
    /// <summary>Null where no layer of counties is loaded, or it does not know this one.</summary>
    public static async Task<Geometry?> ReadAsync(NpgsqlConnection connection, LandSources sources, string county, CancellationToken cancellationToken)
    {
        if (sources.Find(LandSources.Counties) is not { } counties)
        {
            return null;
        }

        await using var command = new NpgsqlCommand("SELECT ST_AsBinary(geom) FROM layer_feature WHERE layer = $1 AND edition = $2 AND code = $3 ORDER BY id LIMIT 1", connection);
        command.Parameters.Add(NpgsqlDbType.Text, counties.Layer);
        command.Parameters.Add(NpgsqlDbType.Integer, counties.Edition);
        command.Parameters.Add(NpgsqlDbType.Text, county);
        var found = await command.ListAsync(row => new WKBReader().Read(row.GetFieldValue<byte[]>(0)), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>The record with the county as its area, where it names none and lies there.</summary>
    public static LandRecord? Placed(LandRecord? record, Geometry? outline, string county) =>
        record is { AreaCode: null } && outline?.Intersects(record.Geometry.InteriorPoint) == true ? record with { AreaCode = county } : record;
}
