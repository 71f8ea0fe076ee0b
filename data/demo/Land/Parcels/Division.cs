using Gis.Demo.Terrain;
using NetTopologySuite.Geometries;

namespace Gis.Demo.Land.Parcels;

/// <summary>Divides convex land again and again, across its longer side, until the parts are as small as wished; between the parts ways may be left.</summary>
internal sealed class Division(Dice dice)
{
    /// <param name="turnDeg">The direction of rows; cuts run along it or across.</param>
    /// <param name="wildDeg">How far a cut may be off.</param>
    /// <param name="elongation">How many times longer than wide a part may stay.</param>
    /// <param name="way">Width of the way left at a cut of this depth; 0 for none.</param>
    /// <param name="part">Told of every part and, with true, of every way.</param>
    public void Divide(
        IReadOnlyList<Coordinate> ring, double turnDeg, double wildDeg, double areaM2, double elongation, Func<int, double> way,
        Action<IReadOnlyList<Coordinate>, bool> part, int depth = 0)
    {
        var area = ConvexCut.Area(ring);
        if (area < areaM2 * (0.75 + (0.7 * dice.Next())) || depth > 14)
        {
            part(ring, false);
            return;
        }

        var (sin, cos) = Math.SinCos(turnDeg * Math.PI / 180);
        var along = ConvexCut.Reach(ring, cos, sin);
        var across = ConvexCut.Reach(ring, -sin, cos);
        var isAcross = (across.High - across.Low) * elongation > along.High - along.Low;
        var (low, high) = isAcross ? across : along;
        var at = low + ((high - low) * dice.Between(0.38, 0.62));
        var (nx, ny) = isAcross ? (-sin, cos) : (cos, sin);
        var (tiltSin, tiltCos) = Math.SinCos(dice.Between(-wildDeg, wildDeg) * Math.PI / 180);
        var (tx, ty) = ((nx * tiltCos) - (ny * tiltSin), (nx * tiltSin) + (ny * tiltCos));
        var middle = ConvexCut.Middle(ring);
        var c = (tx * middle.X) + (ty * middle.Y) + at - ((nx * middle.X) + (ny * middle.Y));
        var half = way(depth) / 2;
        foreach (var side in (List<Coordinate>[])[ConvexCut.Keep(ring, tx, ty, c + half), ConvexCut.Keep(ring, -tx, -ty, half - c)])
        {
            if (side.Count >= 3)
            {
                Divide(side, turnDeg, wildDeg, areaM2, elongation, way, part, depth + 1);
            }
        }

        if (half > 0 && ConvexCut.Keep(ConvexCut.Keep(ring, tx, ty, c - half), -tx, -ty, -c - half) is { Count: >= 3 } between)
        {
            part(between, true);
        }
    }
}
