using System.Globalization;
using Gis.Benchmarks.Tiles;

namespace Gis.Benchmarks.Features;

/// <summary>One of 200 boxes over the province, each with about 100 parcels.</summary>
internal readonly record struct FixedBox(int Number)
{
    public const int Count = 200;

    /// <summary>Cells of the grid of parcels that a box is wide and high: it touches one more each way.</summary>
    public const double Cells = 8.6;

    /// <summary>The corner, in cells: the same reckoning as pgbench does in <see cref="LibpqFeatures"/>.</summary>
    public const int ColumnStep = 379;
    public const int RowStep = 211;
    public const int Places = 980;

    public string Path => $"/ogc/collections/parcels/items?bbox={Corners}&limit=100";

    /// <summary>West, south, east, north.</summary>
    public string Corners
    {
        get
        {
            var west = ProvinceWorld.West + (((Number * ColumnStep) % Places) + 0.5) * ProvinceWorld.CellLon;
            var south = ProvinceWorld.South + (((Number * RowStep) % Places) + 0.5) * ProvinceWorld.CellLat;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{west:F7},{south:F7},{west + (Cells * ProvinceWorld.CellLon):F7},{south + (Cells * ProvinceWorld.CellLat):F7}");
        }
    }
}
