namespace Gis.Tiles.Sheets;

/// <summary>A scale of the national map series and how it divides a sheet of 1:1,000,000, which is 4° high and 6° wide (GB/T 13989-2012, table 1).</summary>
/// <param name="Denominator">50000 is 1:50,000</param>
/// <param name="Letter">names the scale within a sheet's number; null for 1:1,000,000, whose number ends before it</param>
/// <param name="Divisions">rows, and as many columns, within a sheet of 1:1,000,000</param>
internal sealed record SheetScale(int Denominator, char? Letter, int Divisions)
{
    /// <summary>Half-seconds of arc: all edges of these scales lie on whole ones, so that a point on an edge falls into one sheet for certain.</summary>
    public const int UnitsPerDegree = 7_200;
    public const int MillionHeight = 4 * UnitsPerDegree;
    public const int MillionWidth = 6 * UnitsPerDegree;

    public static readonly SheetScale Million = new(1_000_000, null, 1);

    public static readonly IReadOnlyList<SheetScale> All =
    [
        Million, new(500_000, 'B', 2), new(250_000, 'C', 4), new(100_000, 'D', 12), new(50_000, 'E', 24), new(25_000, 'F', 48), new(10_000, 'G', 96),
        new(5_000, 'H', 192),
    ];

    /// <summary>In half-seconds.</summary>
    public int Height => MillionHeight / Divisions;

    /// <summary>In half-seconds.</summary>
    public int Width => MillionWidth / Divisions;

    public static SheetScale Of(int denominator) => All.First(scale => scale.Denominator == denominator);
}
