using System.Globalization;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Sheets;

/// <summary>
/// The number of a map sheet on the northern hemisphere by GB/T 13989-2012, such as <c>J50</c> (1:1,000,000) or <c>J50G047009</c> (1:10,000): the
/// letter of the 4° zone, the number of the 6° column, and within that sheet the letter of the scale, the row from the north and the column from the west.
/// </summary>
internal sealed record SheetNumber
{
    private const int Zones = 22;
    private const int Columns = 60;
    private const int FirstColumn = 31;

    /// <summary>Nearer to an edge than this, in half-seconds, is on it: 0.8 mm on the ground, what a degree's last binary digits may be off by many times over.</summary>
    private const int EdgeDigits = 4;

    private readonly int _south;
    private readonly int _west;

    /// <param name="scale">The scale.</param>
    /// <param name="south">The southern edge in half-seconds, on the scale's grid.</param>
    /// <param name="west">The western edge likewise.</param>
    private SheetNumber(SheetScale scale, int south, int west)
    {
        Scale = scale;
        _south = south;
        _west = west;
    }

    public SheetScale Scale { get; }

    /// <summary>Degrees; the edges are exact to a double's last digit.</summary>
    public LonLatBox Extent => new(Degrees(_west), Degrees(_south), Degrees(_west + Scale.Width), Degrees(_south + Scale.Height));

    /// <summary>The sheet that holds a point in degrees; one on an edge belongs to the sheet north and east of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The point does not lie between 0° and 88° north, 180° west and 180° east.</exception>
    public static SheetNumber At(double lon, double lat, SheetScale scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lat, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lat, 4 * Zones);
        ArgumentOutOfRangeException.ThrowIfLessThan(lon, -180);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lon, 180);
        return new SheetNumber(scale, Floor(lat, scale.Height), Floor(lon, scale.Width));
    }

    /// <summary>All sheets of a scale that share more than an edge with a box, from the south-west on.</summary>
    public static IEnumerable<SheetNumber> Within(LonLatBox box, SheetScale scale)
    {
        var first = At(box.West, box.South, scale);
        var (north, east) = (Units(box.North), Units(box.East));
        for (var south = first._south; south < north; south += scale.Height)
        {
            for (var west = first._west; west < east; west += scale.Width)
            {
                yield return new SheetNumber(scale, south, west);
            }
        }
    }

    /// <summary>Reads a number; null where the text is none of a scale from 1:1,000,000 to 1:5,000.</summary>
    public static SheetNumber? TryParse(string text)
    {
        if (text.Length is not (3 or 10) || text[0] is < 'A' or >= (char)('A' + Zones) || Digits(text.AsSpan(1, 2)) is not (>= 1 and <= Columns and var column))
        {
            return null;
        }

        var south = (text[0] - 'A') * SheetScale.MillionHeight;
        var west = (column - FirstColumn) * SheetScale.MillionWidth;
        if (text.Length == 3)
        {
            return new SheetNumber(SheetScale.Million, south, west);
        }

        return SheetScale.All.FirstOrDefault(s => s.Letter == text[3]) is { } scale
            && Digits(text.AsSpan(4, 3)) is { } row && row >= 1 && row <= scale.Divisions
            && Digits(text.AsSpan(7, 3)) is { } place && place >= 1 && place <= scale.Divisions
            ? new SheetNumber(scale, south + ((scale.Divisions - row) * scale.Height), west + ((place - 1) * scale.Width))
            : null;
    }

    public override string ToString()
    {
        var zone = _south / SheetScale.MillionHeight;
        var column = (int)Math.Floor((double)_west / SheetScale.MillionWidth);
        var sheet = string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + zone)}{column + FirstColumn:D2}");
        if (Scale.Letter is not { } letter)
        {
            return sheet;
        }

        var row = Scale.Divisions - ((_south - (zone * SheetScale.MillionHeight)) / Scale.Height);
        var place = ((_west - (column * SheetScale.MillionWidth)) / Scale.Width) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{sheet}{letter}{row:D3}{place:D3}");
    }

    private static int Floor(double degrees, int step) => (int)Math.Floor(Units(degrees) / step) * step;

    private static double Units(double degrees) => Math.Round(degrees * SheetScale.UnitsPerDegree, EdgeDigits);

    private static double Degrees(int units) => (double)units / SheetScale.UnitsPerDegree;

    private static int? Digits(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
