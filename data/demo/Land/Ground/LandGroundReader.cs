using Gis.Demo.Terrain;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;

namespace Gis.Demo.Land.Ground;

/// <summary>Reads out of the store what the base map has in the windows.</summary>
internal sealed class LandGroundReader(NpgsqlDataSource store)
{
    private const double InlandM = 700;

    public async Task<IReadOnlyList<LandGround>> ReadAsync(IReadOnlyList<County> counties, CancellationToken cancellationToken)
    {
        var grounds = new List<LandGround>();
        foreach (var window in LandWindow.All)
        {
            var county = counties.FirstOrDefault(one => one.Code == window.County)
                ?? throw new DemoException($"The base map holds no county {window.County}: the demo's land stands on it.");
            grounds.Add(await ReadAsync(window, county, cancellationToken));
        }

        return grounds;
    }

    private async Task<LandGround> ReadAsync(LandWindow window, County county, CancellationToken cancellationToken)
    {
        var frame = new LandFrame(await MiddleAsync(window, county, cancellationToken));
        var roads = await LinesAsync(frame, "SELECT ST_AsBinary(geom), NULL::text, NULL::text, road_class FROM road_edge WHERE geom && {0} ORDER BY id", RoadWidth, cancellationToken);
        var rivers = await LinesAsync(frame, "SELECT ST_AsBinary(geom), name_zh, name_en, 'river' FROM river_reach WHERE geom && {0} ORDER BY id", _ => 90, cancellationToken);
        var lakes = await LinesOfLayerAsync(frame, "lakes", cancellationToken);
        var coast = window.Country == Country.Coast ? await LinesOfLayerAsync(frame, "coast", cancellationToken) : [];
        return new LandGround(window, frame, county.NameZh, county.NameEn, roads, rivers, lakes, Coast.SeaOf(frame, coast, county));
    }

    private static double RoadWidth(string roadClass) => roadClass switch
    {
        "motorway" => 28,
        "trunk" or "primary" => 20,
        _ => 13,
    };

    private async Task<LonLat> MiddleAsync(LandWindow window, County county, CancellationToken cancellationToken)
    {
        if (window.Country == Country.Coast)
        {
            await using var command = store.CreateCommand(
                """
                SELECT ST_X(p), ST_Y(p)
                FROM (SELECT ST_ClosestPoint(f.geom, s.seat) AS p, s.seat
                      FROM layer_feature f JOIN layer l ON l.id = f.layer AND l.edition = f.edition, (SELECT ST_SetSRID(ST_MakePoint($1, $2), 4490) AS seat) s
                      WHERE f.layer = 'coast') c
                ORDER BY ST_Distance(p, seat) LIMIT 1
                """);
            command.Parameters.Add(new NpgsqlParameter { Value = county.Seat.Lon });
            command.Parameters.Add(new NpgsqlParameter { Value = county.Seat.Lat });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            if (await rows.ReadAsync(cancellationToken))
            {
                var shore = new LonLat(rows.GetDouble(0), rows.GetDouble(1));
                return Earth.Shift(shore, InlandM, Earth.HeadingDeg(shore, county.Seat));
            }
        }

        return Earth.Shift(Earth.Shift(county.Seat, window.EastKm * 1000, 90), window.NorthKm * 1000, 0);
    }

    private async Task<IReadOnlyList<GroundLine>> LinesAsync(LandFrame frame, string sql, Func<string, double> width, CancellationToken cancellationToken)
    {
        var found = new List<GroundLine>();
        await using var command = InWindow(frame, sql);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var line = (LineString)frame.ToMetres(new WKBReader(Shape.Services).Read((byte[])rows[0]));
            found.Add(new GroundLine(line, width(rows.GetString(3)), rows.IsDBNull(1) ? null : rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2)));
        }

        return found;
    }

    private async Task<IReadOnlyList<Geometry>> LinesOfLayerAsync(LandFrame frame, string layer, CancellationToken cancellationToken)
    {
        var found = new List<Geometry>();
        await using var command = InWindow(
            frame,
            $"SELECT ST_AsBinary(f.geom) FROM layer_feature f JOIN layer l ON l.id = f.layer AND l.edition = f.edition WHERE f.layer = '{layer}' AND f.geom && {{0}} ORDER BY f.id");
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            found.Add(frame.ToMetres(new WKBReader(Shape.Services).Read((byte[])rows[0])));
        }

        return found;
    }

    private NpgsqlCommand InWindow(LandFrame frame, string sql)
    {
        var box = frame.ToLonLat(frame.Box).EnvelopeInternal;
        var command = store.CreateCommand(sql.Replace("{0}", "ST_MakeEnvelope($1, $2, $3, $4, 4490)", StringComparison.Ordinal));
        foreach (var bound in (double[])[box.MinX, box.MinY, box.MaxX, box.MaxY])
        {
            command.Parameters.Add(new NpgsqlParameter { Value = bound });
        }

        return command;
    }
}
