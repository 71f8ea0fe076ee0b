using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Land;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.OneMap.Measuring;

/// <summary>Measures a polygon and splits it by the layers that the caller may see.</summary>
internal sealed class MeasureDesk(NpgsqlDataSource store)
{
    private const int MostPieces = 20_000;

    /// <summary>An edge that is straight in a zone is followed by points no farther apart than this on its way to degrees.</summary>
    private const double EdgeStepM = 70;
    private const double LongestOutlineM = 5_000_000;

    public async Task<Results<Ok<LandMeasure>, ProblemHttpResult>> MeasureAsync(MeasureWish wish, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        if (MeasuringSystem.Parse(wish.Crs) is not { } system)
        {
            return Refusal.Bad("crs", MeasuringSystem.Accepted).ToProblem(http);
        }

        var read = PolygonReader.Read(GeometryOf(wish), system);
        if (read.Fact is not { } told)
        {
            return read.Refusal!.ToProblem(http);
        }

        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        if (await InDegreesAsync(connection, told, system, cancellationToken) is not { } polygon)
        {
            return Refusal.Bad("geometry", "polygons within 3,000 km of the zone's middle meridian, with an outline of at most 5,000 km").ToProblem(http);
        }

        var sources = await LandSources.ReadAsync(connection, caller, cancellationToken);
        try
        {
            var box = polygon.EnvelopeInternal;
            return TypedResults.Ok(new LandMeasure(
                LandArea.Of(EllipsoidArea.SquareMetres(polygon)),
                await GeodesicAsync(connection, polygon, cancellationToken),
                [box.MinX, box.MinY, box.MaxX, box.MaxY],
                await SplitAsync(connection, sources.Find(LandTheme.LandUse), polygon, record => record.Text("class") ?? "", ClassRow, cancellationToken),
                await CountiesAsync(connection, sources.Find(LandSources.Counties), polygon, cancellationToken),
                await SplitAsync(connection, sources.Find(LandTheme.BasicFarmland), polygon, _ => "yes", part => new MeasuredPart(part.Key, "永久基本农田", "Permanent basic farmland", null, part.Area, part.Share), cancellationToken)));
        }
        catch (TooManyPiecesException e)
        {
            return Refusal.Bad("geometry", $"a polygon over at most {MostPieces} features of the layer {e.Layer}").ToProblem(http);
        }
    }

    private static JsonElement GeometryOf(MeasureWish wish) =>
        wish.Geometry is { ValueKind: JsonValueKind.Object } geometry ? geometry : JsonSerializer.SerializeToElement(new { type = wish.Type, coordinates = wish.Coordinates });

    private static async Task<Geometry?> InDegreesAsync(NpgsqlConnection connection, Geometry told, MeasuringSystem system, CancellationToken cancellationToken)
    {
        if (system.IsDegrees)
        {
            return told;
        }

        if (told.Length > LongestOutlineM)
        {
            return null;
        }

        await using var command = new NpgsqlCommand("SELECT ST_AsBinary(ST_Transform(ST_Segmentize(ST_SetSRID(ST_GeomFromWKB($1), $2), $3), 4490))", connection);
        command.Parameters.Add(NpgsqlDbType.Bytea, new WKBWriter().Write(told));
        command.Parameters.Add(NpgsqlDbType.Integer, system.Epsg);
        command.Parameters.Add(NpgsqlDbType.Double, EdgeStepM);
        try
        {
            var polygon = new WKBReader().Read((byte[])(await command.ExecuteScalarAsync(cancellationToken))!);
            return polygon.Coordinates.All(corner => Math.Abs(corner.X) <= 180 && Math.Abs(corner.Y) <= 90) && polygon.IsValid && polygon.EnvelopeInternal.Width < 180 ? polygon : null;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InternalError)
        {
            // So the store says that a place lies outside what the projection can reach.
            return null;
        }
    }

    private static async Task<double> GeodesicAsync(NpgsqlConnection connection, Geometry polygon, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT ST_Area(ST_SetSRID(ST_GeomFromWKB($1), 4490)::geography)", connection);
        command.Parameters.Add(NpgsqlDbType.Bytea, new WKBWriter().Write(polygon));
        return Math.Round((double)(await command.ExecuteScalarAsync(cancellationToken))!, 2);
    }

    private static async Task<MeasuredSplit?> CountiesAsync(NpgsqlConnection connection, LandSource? source, Geometry polygon, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT code, name_zh, name_en FROM area WHERE valid_to IS NULL AND level = 'county'", connection);
        var names = (await command.ListAsync(row => (Code: row.GetString(0), Zh: row.GetString(1), En: row.GetString(2)), cancellationToken)).ToDictionary(area => area.Code);
        return await SplitAsync(
            connection, source, polygon, record => record.Code ?? "",
            part => names.TryGetValue(part.Key, out var name) ? new MeasuredPart(part.Key, name.Zh, name.En, null, part.Area, part.Share) : new MeasuredPart(part.Key, null, null, null, part.Area, part.Share),
            cancellationToken);
    }

    private static async Task<MeasuredSplit?> SplitAsync(
        NpgsqlConnection connection, LandSource? source, Geometry polygon, Func<LandRecord, string> key, Func<AreaPart, MeasuredPart> row, CancellationToken cancellationToken)
    {
        if (source is null)
        {
            return null;
        }

        var pieces = await LandStore.MeetingAsync(connection, source, polygon, MostPieces + 1, cancellationToken);
        if (pieces.Count > MostPieces)
        {
            throw new TooManyPiecesException(source.Layer);
        }

        var split = AreaSplit.Of(polygon, [.. pieces.Select(piece => (key(piece), piece.Geometry))]);
        return new MeasuredSplit([.. split.Parts.Select(row)], split.NotCovered, split.CoveredTwice);
    }

    private static MeasuredPart ClassRow(AreaPart part)
    {
        var known = LandClasses.Standard.Find(LandClasses.Status, part.Key);
        return new MeasuredPart(part.Key, known?.NameZh, known?.NameEn, known?.Kind, part.Area, part.Share);
    }

    private sealed class TooManyPiecesException(string layer) : Exception
    {
        public string Layer { get; } = layer;
    }
}
