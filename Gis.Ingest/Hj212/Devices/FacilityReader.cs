using System.Globalization;

namespace Gis.Ingest.Hj212.Devices;

/// <summary>Reads the states (<c>SB1-RS</c>) and run hours (<c>SB1-RT</c>) of facilities; what is no state or no hour of a day is passed over.</summary>
internal static class FacilityReader
{
    private const int HighestState = 5;
    private const double HoursOfDay = 24;
    private const int MostChars = 8;

    public static IEnumerable<FacilityReport> Read(IEnumerable<Hj212Field> fields, DateTimeOffset at)
    {
        foreach (var field in fields.Where(f => f.Code.Length is > 2 and <= MostChars && f.Code.StartsWith("SB", StringComparison.Ordinal)))
        {
            if (field.Suffix == "RS" && short.TryParse(field.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var state) && state <= HighestState)
            {
                yield return new FacilityReport(field.Code, at, state, null);
            }
            else if (field.Suffix == "RT" && double.TryParse(field.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var hours)
                && hours is >= 0 and <= HoursOfDay)
            {
                yield return new FacilityReport(field.Code, at, null, hours);
            }
        }
    }
}
