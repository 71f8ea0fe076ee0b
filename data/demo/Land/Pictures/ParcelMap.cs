using Gis.Demo.Land.Changes;
using Gis.Demo.Land.Parcels;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Gis.Demo.Land.Pictures;

/// <summary>Which parcel, or which change, lies at each sample of a grid.</summary>
internal sealed class ParcelMap
{
    public const int Nothing = -1;

    private readonly STRtree<(int Key, Polygon Shape)> _shapes = new();
    private readonly int _parcels;

    public ParcelMap(IReadOnlyList<Parcel> parcels, IReadOnlyList<Change> changes)
    {
        _parcels = parcels.Count;
        for (var i = 0; i < parcels.Count; i++)
        {
            _shapes.Insert(parcels[i].Metres.EnvelopeInternal, (i, parcels[i].Metres));
        }

        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i].Story.Look != Look.None)
            {
                _shapes.Insert(changes[i].Ground.EnvelopeInternal, (_parcels + i, changes[i].Ground));
            }
        }

        _shapes.Build();
    }

    /// <summary>Fills the grid, whose first sample lies in the north-west.</summary>
    /// <param name="who">Index of a parcel; from the number of parcels on, of a change; <see cref="Nothing"/> beside all.</param>
    public void Fill(int[] who, int side, double west, double north, double stepM)
    {
        Array.Fill(who, Nothing);
        var view = new Envelope(west, west + (side * stepM), north - (side * stepM), north);
        foreach (var (key, shape) in _shapes.Query(view).OrderBy(one => one.Key))
        {
            Fill(who, side, west, north, stepM, key, shape);
        }
    }

    private static void Fill(int[] who, int side, double west, double north, double stepM, int key, Polygon shape)
    {
        var box = shape.EnvelopeInternal;
        var first = Math.Max(0, (int)Math.Ceiling(((north - box.MaxY) / stepM) - 0.5));
        var last = Math.Min(side - 1, (int)Math.Floor(((north - box.MinY) / stepM) - 0.5));
        var rings = shape.InteriorRings.Prepend(shape.ExteriorRing).Select(ring => ring.Coordinates).ToArray();
        var crossings = new List<double>();
        for (var row = first; row <= last; row++)
        {
            var y = north - ((row + 0.5) * stepM);
            crossings.Clear();
            foreach (var ring in rings)
            {
                for (var i = 1; i < ring.Length; i++)
                {
                    if (ring[i - 1].Y > y != ring[i].Y > y)
                    {
                        crossings.Add(ring[i - 1].X + ((ring[i].X - ring[i - 1].X) * (y - ring[i - 1].Y) / (ring[i].Y - ring[i - 1].Y)));
                    }
                }
            }

            crossings.Sort();
            for (var i = 0; i + 1 < crossings.Count; i += 2)
            {
                var from = Math.Max(0, (int)Math.Ceiling(((crossings[i] - west) / stepM) - 0.5));
                var to = Math.Min(side - 1, (int)Math.Floor(((crossings[i + 1] - west) / stepM) - 0.5));
                if (from <= to)
                {
                    Array.Fill(who, key, (row * side) + from, to - from + 1);
                }
            }
        }
    }
}
