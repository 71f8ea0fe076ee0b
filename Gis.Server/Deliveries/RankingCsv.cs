using System.Globalization;
using System.Text;

namespace Gis.Server.Deliveries;

/// <summary>The ranking as a file for a spreadsheet.</summary>
internal static class RankingCsv
{
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly char[] Special = ['"', ',', '\r', '\n'];

    public static string Write(DeliverySpan span, IEnumerable<RankedThing> things)
    {
        // A byte order mark, without which spreadsheets misread Chinese names.
        var text = new StringBuilder("\uFEFFfrom,to,thing_id,kind,name_zh,name_en,area_code,expected,present,missing,rate_expected,rate_present,rate_valid,transmission_rate,valid_rate,effective_rate\r\n");
        foreach (var thing in things)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{span.From:yyyy-MM-dd},{span.To:yyyy-MM-dd},{thing.ThingId},{thing.Kind},{Cell(thing.NameZh)},{Cell(thing.NameEn)},{thing.AreaCode},{thing.Expected},{thing.Present},{thing.Missing},");
            text.Append(CultureInfo.InvariantCulture,
                $"{thing.Rate.Expected},{thing.Rate.Present},{thing.Rate.Valid},{thing.Rate.TransmissionRate:0.0000},{thing.Rate.ValidRate:0.0000},{thing.Rate.EffectiveRate:0.0000}\r\n");
        }

        return text.ToString();
    }

    /// <summary>A name that begins like a formula is kept from being one.</summary>
    private static string Cell(string text)
    {
        var plain = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? $"'{text}" : text;
        return plain.IndexOfAny(Special) < 0 ? plain : $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
