using System.Runtime.InteropServices;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>Recognises plain rings: nearly all are, and they are written as they stand. What it calls valid is valid by the rules of OGC and of the tile format.</summary>
internal sealed class PolygonCheck
{
    private const int MostEdges = 100_000;
    private const int MostPairs = 20_000_000;
    private const int MostMeetings = 5_000;

    private readonly List<Edge> _edges = [];
    private readonly List<ulong> _order = [];
    private readonly List<(int One, int Other)> _meetings = [];

    /// <summary>Edges that were seen to meet without being neighbours, counted through all rings.</summary>
    public ReadOnlySpan<(int One, int Other)> Meetings => CollectionsMarshal.AsSpan(_meetings);

    public PolygonState Look(TileGeometry geometry)
    {
        if (geometry.PointCount > MostEdges)
        {
            return PolygonState.TooComplex;
        }

        TakeEdges(geometry);
        var state = LookAtEdges();
        return state == PolygonState.Valid && geometry.Parts.Length > 1 ? LookAtRings(geometry) : state;
    }

    /// <summary>Lets go of room that one large geometry took.</summary>
    public void Trim(int keptEdges)
    {
        _edges.Clear();
        _order.Clear();
        _edges.Capacity = Math.Min(_edges.Capacity, keptEdges);
        _order.Capacity = Math.Min(_order.Capacity, keptEdges);
    }

    private static PolygonState LookAtRings(TileGeometry geometry)
    {
        var parts = geometry.Parts;
        if ((long)parts.Length * parts.Length > MostPairs)
        {
            return PolygonState.TooComplex;
        }

        var shell = default(TilePart);
        for (var one = 0; one < parts.Length; one++)
        {
            shell = parts[one].IsHole ? shell : parts[one];
            if (parts[one].IsHole && !HoldsFirstOf(geometry, shell, parts[one]))
            {
                return PolygonState.Doubtful;
            }

            for (var other = 0; other < parts.Length; other++)
            {
                // Holes of one polygon lie beside each other, and so do shells.
                var besides = other != one && parts[one].IsHole == parts[other].IsHole && (!parts[one].IsHole || parts[one].Polygon == parts[other].Polygon);
                if (besides && HoldsFirstOf(geometry, parts[one], parts[other]))
                {
                    return PolygonState.Doubtful;
                }
            }
        }

        return PolygonState.Valid;
    }

    /// <summary>Rings that don't meet: one holds the other when it holds one of its points.</summary>
    private static bool HoldsFirstOf(TileGeometry geometry, TilePart ring, TilePart other) => RingShape.Holds(geometry.PointsOf(ring), geometry.PointsOf(other)[0]);

    private static bool Meet(Edge one, Edge other)
    {
        var (a, b, c, d) = (one.From, one.To, other.From, other.To);
        return Math.Sign(GridPoint.Cross(a, b, c)) * Math.Sign(GridPoint.Cross(a, b, d)) <= 0
            && Math.Sign(GridPoint.Cross(c, d, a)) * Math.Sign(GridPoint.Cross(c, d, b)) <= 0;
    }

    private void TakeEdges(TileGeometry geometry)
    {
        _edges.Clear();
        _order.Clear();
        var parts = geometry.Parts;
        for (var ring = 0; ring < parts.Length; ring++)
        {
            var points = geometry.PointsOf(parts[ring]);
            for (var n = 0; n < points.Length; n++)
            {
                var edge = new Edge(points[n], points[n + 1 < points.Length ? n + 1 : 0], ring, n, points.Length);
                _order.Add(((ulong)(uint)(edge.West - TileGrid.Min) << 32) | (uint)_edges.Count);
                _edges.Add(edge);
            }
        }

        CollectionsMarshal.AsSpan(_order).Sort();
    }

    /// <summary>From west to east, each edge against those that begin before it ends.</summary>
    private PolygonState LookAtEdges()
    {
        var edges = CollectionsMarshal.AsSpan(_edges);
        var order = CollectionsMarshal.AsSpan(_order);
        var pairs = 0;
        _meetings.Clear();
        for (var first = 0; first < order.Length; first++)
        {
            ref readonly var one = ref edges[(int)(uint)order[first]];
            for (var next = first + 1; next < order.Length; next++)
            {
                ref readonly var other = ref edges[(int)(uint)order[next]];
                if (other.West > one.East)
                {
                    break;
                }

                pairs++;
                if (other.North <= one.South && one.North <= other.South && !one.IsNextTo(other) && Meet(one, other))
                {
                    _meetings.Add(((int)(uint)order[first], (int)(uint)order[next]));
                }
            }

            if (pairs > MostPairs || _meetings.Count > MostMeetings)
            {
                return PolygonState.TooComplex;
            }
        }

        return _meetings.Count == 0 ? PolygonState.Valid : PolygonState.Doubtful;
    }

    private readonly record struct Edge(GridPoint From, GridPoint To, int Ring, int Place, int RingLength)
    {
        public int West { get; } = Math.Min(From.X, To.X);

        public int East { get; } = Math.Max(From.X, To.X);

        public int North { get; } = Math.Min(From.Y, To.Y);

        public int South { get; } = Math.Max(From.Y, To.Y);

        /// <summary>They share a corner, and since nothing lies on a straight and there are no spikes, nothing else.</summary>
        public bool IsNextTo(in Edge other)
        {
            var apart = Math.Abs(Place - other.Place);
            return Ring == other.Ring && (apart == 1 || apart == RingLength - 1);
        }
    }
}
