using System.Globalization;
using System.Text;

namespace Gis.Server.Things;

/// <summary>A series as a file for a spreadsheet: one row a value, with unit, flag and quality.</summary>
internal static class SeriesCsv
{
    public const string ContentType = "text/csv; charset=utf-8";

    public static string Write(Series series)
    {
        var text = new StringBuilder("time_utc,property,basis,period_s,value,unit,flag,quality\r\n");
        foreach (var point in series.Points)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{point.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},{series.Property},{series.Basis},{series.PeriodS},{point.Value:R},{series.Unit},{point.Flag},{point.Quality}\r\n");
        }

        return text.ToString();
    }
}
