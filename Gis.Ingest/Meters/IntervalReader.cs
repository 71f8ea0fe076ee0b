using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Meters;

/// <summary>Reads an array of interval values in litres.</summary>
internal static class IntervalReader
{
    private const int MostIntervals = 1_440;

    /// <summary>Beyond these years an interval might have no date.</summary>
    private const int FirstYear = 1_900;
    private const int LastYear = 9_000;

    public static bool TryRead(
        JsonElement values, DateTimeOffset start, int minutes, out MeterIntervals? intervals, [NotNullWhen(false)] out Rejection? why)
    {
        intervals = null;
        if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() > MostIntervals)
        {
            why = new Rejection("bad-intervals", $"Interval values are an array of at most {MostIntervals} numbers of litres.");
            return false;
        }

        if (start.Year is < FirstYear or > LastYear)
        {
            why = new Rejection("bad-time", "The intervals start at a moment between 2000-01-01 and ten minutes from now.");
            return false;
        }

        var litres = new List<double>(values.GetArrayLength());
        foreach (var value in values.EnumerateArray())
        {
            if (value.Number() is not { } number)
            {
                why = new Rejection("bad-intervals", "Each interval value is a finite number of litres.");
                return false;
            }

            litres.Add(number);
        }

        intervals = new MeterIntervals(start, minutes, litres);
        why = null;
        return true;
    }
}
