using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Tiles.Import;

/// <summary>Brings shapes from their file's system to longitude and latitude: the store transforms, and the shifts of web maps are taken out here.</summary>
internal sealed class CoordinateShift(NpgsqlDataSource tiles, SourceCrs crs)
{
    /// <summary>So many that no one is right: the system is the wrong one.</summary>
    private const int MostFailures = 5_000;

    private int _failures;

    /// <summary>Refuses a system that the store does not know.</summary>
    public async Task RequireKnownAsync(CancellationToken cancellationToken)
    {
        if (crs.Epsg is { } number)
        {
            await using var command = tiles.CreateCommand("SELECT EXISTS (SELECT FROM spatial_ref_sys WHERE srid = $1 AND auth_name = 'EPSG')");
            command.Parameters.Add(new() { Value = number });
            if (!(bool)(await command.ExecuteScalarAsync(cancellationToken))!)
            {
                throw new ImportRefusedException(ImportRefusedException.BadWish, $"The coordinate system {crs.Name} is not known; accepted are {SourceCrs.Accepted}.");
            }
        }
    }

    /// <returns>In the same order; null where a shape lies where the system does not reach.</returns>
    public async Task<IReadOnlyList<Geometry?>> ApplyAsync(IReadOnlyList<Geometry> shapes, CancellationToken cancellationToken)
    {
        if (shapes.Count == 0)
        {
            return [];
        }

        if (crs.IsStored)
        {
            return [.. shapes.Select(crs.Unshift)];
        }

        var writer = new WKBWriter(ByteOrder.LittleEndian, handleSRID: false);
        var moved = new List<Geometry?>(shapes.Count);
        await MoveAsync(shapes.Select(writer.Write).ToArray(), moved, cancellationToken);
        return moved;
    }

    private async Task MoveAsync(ArraySegment<byte[]> shapes, List<Geometry?> moved, CancellationToken cancellationToken)
    {
        try
        {
            moved.AddRange(await AskAsync(shapes, cancellationToken));
        }
        catch (PostgresException) when (shapes.Count > 1)
        {
            // One of them is at fault; the others need not be.
            await MoveAsync(shapes[..(shapes.Count / 2)], moved, cancellationToken);
            await MoveAsync(shapes[(shapes.Count / 2)..], moved, cancellationToken);
        }
        catch (PostgresException unfit)
        {
            moved.Add(null);
            if (++_failures > MostFailures)
            {
                throw new ImportRefusedException(ImportRefusedException.BadWish, $"More than {MostFailures} rows lie where the coordinate system does not reach; it is hardly the right one ({unfit.MessageText}).");
            }
        }
    }

    private async Task<List<Geometry?>> AskAsync(ArraySegment<byte[]> shapes, CancellationToken cancellationToken)
    {
        await using var command = tiles.CreateCommand(
            """
            SELECT ST_AsBinary(ST_Transform(ST_GeomFromWKB(u.shape), $2, 4490)) FROM unnest($1) WITH ORDINALITY u (shape, place) ORDER BY u.place
            """);
        command.Parameters.Add(new() { Value = shapes.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        command.Parameters.Add(new() { Value = crs.Name });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var reader = new WKBReader(Shapes.Services) { IsStrict = false };
        var moved = new List<Geometry?>(shapes.Count);
        while (await row.ReadAsync(cancellationToken))
        {
            moved.Add(row.IsDBNull(0) ? null : reader.Read(row.GetFieldValue<byte[]>(0)));
        }

        return moved;
    }
}
