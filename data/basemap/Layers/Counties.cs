using Gis.BaseMap.Geo;
using Gis.BaseMap.Output;
using Gis.BaseMap.Sources;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Triangulate;

namespace Gis.BaseMap.Layers;

/// <summary>
/// Counties, generated: no open outline with a cleared licence exists, so each prefecture is shared out by nearness to the county seats
/// (Voronoi cells). Codes and names are real, shapes are approximate and the layer says so.
/// </summary>
internal static class Counties
{
    public static IReadOnlyList<AreaShape> Generate(IReadOnlyList<AreaShape> prefectures, IReadOnlyList<Seat> seats) =>
        [.. prefectures.SelectMany(prefecture => Share(prefecture, seats))];

    public static Layer Layer(IReadOnlyList<AreaShape> counties) => new(
        new LayerEntry(
            "counties", "县级政区(近似示意)", "Counties (approximate)", "polygon", "CC-BY-4.0; Apache-2.0; LGPL-3.0-or-later; MIT",
            "GeoNames (CC BY 4.0), Apache ECharts 4, DCW-GMT", "Generated: Voronoi cells of the county seats, cut to the prefecture; codes of GB/T 2260",
            "generated 1", Approximate: true, MinZoom: 7, PublishedToAll: true, Owner: "demo"),
        [.. counties.Select(county => Prefectures.Feature(county, AreaTree.ParentOf(county.Code)))]);

    private static IEnumerable<AreaShape> Share(AreaShape prefecture, IReadOnlyList<Seat> seats)
    {
        var own = seats.Where(seat => !seat.IsPrefecture && seat.Code[..4] == prefecture.Code[..4]).ToList();
        var room = prefecture.Shape.EnvelopeInternal.Copy();
        own.ForEach(seat => room.ExpandToInclude(seat.At));
        room.ExpandBy(0.1);

        // Degrees of longitude are shorter here; squeezed so that near means near on the ground.
        var squeeze = AffineTransformation.ScaleInstance(Math.Cos(double.DegreesToRadians(room.Centre.Y)), 1);
        var diagram = new VoronoiDiagramBuilder { ClipEnvelope = squeeze.Transform(Shapes.Factory.ToGeometry(room)).EnvelopeInternal };
        diagram.SetSites([.. own.Select(seat => squeeze.Transform(seat.At, new Coordinate()))]);
        var cells = diagram.GetDiagram(Shapes.Factory).Geometries.Select(cell => squeeze.GetInverse().Transform(cell)).ToList();
        return own.Select(seat => new AreaShape(
            seat.Code, seat.NameZh, seat.NameEn, seat.At, Shapes.Areal(CellOf(seat, cells).Intersection(prefecture.Shape))));
    }

    private static Geometry CellOf(Seat seat, IEnumerable<Geometry> cells) =>
        cells.First(cell => cell.Covers(Shapes.Factory.CreatePoint(seat.At)));
}
