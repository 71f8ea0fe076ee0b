using System.Globalization;

namespace Gis.Ingest.Laboratory;

/// <summary>A result as a laboratory writes it: a number, or a detection limit below which nothing was found (<c>&lt;0.05</c>, <c>0.05L</c>).</summary>
internal readonly record struct LabValue(double Number, bool IsBelowDetection)
{
    public static LabValue? Parse(string text)
    {
        var isBelow = text.StartsWith('<') || text.StartsWith('＜') || text.EndsWith('L') || text.EndsWith('l');
        var digits = isBelow ? text.Trim('<', '＜', 'L', 'l', ' ') : text;
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new LabValue(number, isBelow)
            : null;
    }
}
