using System.Globalization;
using Microsoft.Extensions.Configuration;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Gis.Tiles.Import;

/// <summary>Reads the areas of a file for a part that keeps them itself: the same readers, bounds and repairs as an import of a layer has.</summary>
internal sealed class AreaFile(NpgsqlDataSource store, IConfiguration configuration, ImportLimits limits)
{
    private const int BatchRows = 500;
    private const int MostRows = 200_000;
    private const int MostValueChars = 10_000;

    /// <param name="crs">Where the file does not say its system, or says it wrongly.</param>
    public async Task<FileReading> ReadAsync(Stream body, long? length, string? crs, CancellationToken cancellationToken)
    {
        using var folder = new ImportFolder(configuration);
        var work = folder.Create(Guid.NewGuid());
        try
        {
            var path = Path.Combine(work, "upload");
            await new UploadWriter(folder, limits).WriteAsync(body, length, path, cancellationToken);
            var source = await ImportSource.ReadAsync(path, work, encoding: null, limits, cancellationToken);
            return new FileReading(await ImportSource.HashAsync(path, cancellationToken), [.. TableOf(source).Fields.Select(field => field.Name)], await RowsAsync(source, crs, cancellationToken));
        }
        catch (ImportRefusedException refused)
        {
            throw new FileRefusedException(refused.Message, refused) { Code = refused.Code, Status = refused.Status };
        }
        finally
        {
            ImportFolder.Remove(work);
        }
    }

    private static SubLayer TableOf(ImportSource source)
    {
        var tables = source.SubLayers.Where(layer => layer.Polygons > 0).ToList();
        return tables is not [var table] ? throw Refused($"The file holds {tables.Count} layers of areas; accepted is one.")
            : table.Rows > MostRows ? throw Refused($"The file holds {table.Rows} rows; accepted are up to {MostRows}.")
            : table;
    }

    private async Task<List<FileFeature>> RowsAsync(ImportSource source, string? crs, CancellationToken cancellationToken)
    {
        var table = TableOf(source);
        var system = SourceCrs.Of(crs) ?? (table.Crs is { } said ? new SourceCrs(said) : throw Refused($"The file does not say its coordinate system; accepted as crs are {SourceCrs.Accepted}."));
        var shift = new CoordinateShift(store, system);
        await shift.RequireKnownAsync(cancellationToken);
        var rows = new List<FileFeature>();
        foreach (var batch in source.Staged.Rows(table, stride: 1).Chunk(BatchRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = batch.Select(row => (Row: row, Read: Read(row))).ToList();
            var moved = new Queue<Geometry?>(await shift.ApplyAsync([.. read.Select(one => one.Read.Shape).OfType<Geometry>()], cancellationToken));
            rows.AddRange(read.Select(one => Make(table, one.Row, one.Read.Shape is null ? null : moved.Dequeue(), one.Read.Why)));
        }

        return rows;
    }

    private static (Geometry? Shape, string? Why) Read(StagedRow row)
    {
        try
        {
            var shape = row switch
            {
                { Shape: { } blob } => StagedShape.Read(blob),
                { ShapeBytes: > 0 } => throw new UnfitRowException("too-many-points", $"it has more than {ShapeRules.MostPoints} positions, which is the most that is accepted"),
                _ => throw new UnfitRowException("no-shape", "the row has no geometry"),
            };
            return Array.TrueForAll(shape.Coordinates, at => double.IsFinite(at.X) && double.IsFinite(at.Y)) ? (shape, null) : (null, "a position is no number");
        }
        catch (UnfitRowException unfit)
        {
            return (null, unfit.Message);
        }
    }

    private static FileFeature Make(SubLayer table, StagedRow row, Geometry? shape, string? why)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < table.Fields.Count; i++)
        {
            if (row.Values[i] is { } value && Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace("\0", "", StringComparison.Ordinal).Trim() is { Length: > 0 and <= MostValueChars } text)
            {
                values[table.Fields[i].Name] = text;
            }
        }

        if (shape is null)
        {
            return new FileFeature(row.Number, values, null, why ?? "it lies where the coordinate system does not reach");
        }

        try
        {
            var (whole, repair, _) = ShapeRules.Accept(shape, "polygon");
            return new FileFeature(row.Number, values, Shapes.Multi(whole), repair);
        }
        catch (Exception unfit) when (unfit is UnfitRowException or ArgumentException or TopologyException)
        {
            return new FileFeature(row.Number, values, null, unfit.Message);
        }
    }

    private static ImportRefusedException Refused(string message) => new(ImportRefusedException.BadWish, message);
}
