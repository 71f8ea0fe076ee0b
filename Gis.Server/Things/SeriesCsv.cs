using System.Globalization;
using System.Text;

namespace Gis.Server.Things;

/// <summary>A series as a file for a spreadsheet: one row a value, with unit, flag and quality; a roll-up with its spread and counts.</summary>
internal static class SeriesCsv
{
    public const string ContentType = "text/csv; charset=utf-8";

    public static string Write(Series series)
    {
        var isRolledUp = series.StepS > 0;
        var text = new StringBuilder("time_utc,property,basis,period_s,value,unit,flag,quality").Append(isRolledUp ? ",min,max,valid,count\r\n" : "\r\n");
        var periodS = isRolledUp ? series.StepS : series.PeriodS;
        foreach (var point in series.Points)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{point.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},{series.Property},{series.Basis},{periodS},{point.Value:R},{series.Unit},{point.Flag},{point.Quality}");
            if (point.Spread is { } spread)
            {
                text.Append(CultureInfo.InvariantCulture, $",{spread.Min:R},{spread.Max:R},{spread.Valid},{spread.Count}");
            }

            text.Append("\r\n");
        }

        return text.ToString();
    }
}
