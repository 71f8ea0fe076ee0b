using System.Globalization;

namespace Gis.Server.Things.Import;

/// <summary>Checks what is observed of a thing and what it is allowed.</summary>
internal static class DatastreamCheck
{
    private const int OneYearS = 366 * 86_400;

    private static readonly string[] Statistics = ["instant", "period"];
    private static readonly string[] Bases = ["avg", "zs_avg", "max", "cou"];

    public static IReadOnlyList<DatastreamEntry> CheckDatastreams(
        IReadOnlyList<RegistrationRow> rows, RegistrationContext context, List<ImportFault> faults)
    {
        var found = new Dictionary<(string, string, int), DatastreamEntry>();
        foreach (var row in rows.Where(row => row.Has(RegistrationColumns.Property) && !IsLimitOnly(row)))
        {
            var reader = new RowReader(row, faults);
            var entry = CheckDatastream(reader, context);
            var key = (entry.Property, entry.Statistic, entry.PeriodS);
            if (!found.TryAdd(key, entry) && found[key] != entry)
            {
                reader.Fault(RegistrationColumns.Property, "each property, statistic and period of a thing once, or the same again");
            }
        }

        return [.. found.Values];
    }

    public static IReadOnlyList<LimitEntry> CheckLimits(
        IReadOnlyList<RegistrationRow> rows, RegistrationContext context, List<ImportFault> faults)
    {
        var found = new Dictionary<(string, int, string), LimitEntry>();
        foreach (var row in rows.Where(HasLimit))
        {
            var reader = new RowReader(row, faults);
            var entry = CheckLimit(reader, context);
            if (!found.TryAdd((entry.Property, entry.PeriodS, entry.Basis), entry))
            {
                reader.Fault(RegistrationColumns.LimitBasis, "one limit a property, period and basis");
            }
        }

        return [.. found.Values];
    }

    private static DatastreamEntry CheckDatastream(RowReader reader, RegistrationContext context)
    {
        var property = CheckProperty(reader, context);
        var statistic = reader.OneOf(RegistrationColumns.Statistic, Statistics, whenEmpty: "instant");
        var periodS = reader.Whole(RegistrationColumns.PeriodS, 0, 0, OneYearS);
        if ((statistic == "instant") != (periodS == 0))
        {
            reader.Fault(RegistrationColumns.PeriodS, "0 or nothing for instant; seconds such as 600, 3600, 86400 for period");
        }

        var intervalS = reader.Whole(RegistrationColumns.IntervalS, periodS > 0 ? periodS : 300, 1, OneYearS);
        var (gateMin, gateMax) = (reader.Number(RegistrationColumns.GateMin), reader.Number(RegistrationColumns.GateMax));
        if (gateMin > gateMax)
        {
            reader.Fault(RegistrationColumns.GateMax, "a number not below gate_min");
        }

        return new DatastreamEntry(property, statistic, periodS, UnitOf(reader, property, context), intervalS, gateMin, gateMax);
    }

    private static LimitEntry CheckLimit(RowReader reader, RegistrationContext context)
    {
        var property = CheckProperty(reader, context);
        var periodS = reader.Whole(RegistrationColumns.LimitPeriodS, 3600, 60, OneYearS);
        var basis = reader.OneOf(RegistrationColumns.LimitBasis, Bases, whenEmpty: "avg");
        var (upper, lower) = (reader.Number(RegistrationColumns.LimitUpper), reader.Number(RegistrationColumns.LimitLower));
        if (upper is null && lower is null)
        {
            reader.Fault(RegistrationColumns.LimitUpper, "a number here or in limit_lower");
        }
        else if (lower > upper)
        {
            reader.Fault(RegistrationColumns.LimitLower, "a number not above limit_upper");
        }

        var source = reader.Text(RegistrationColumns.LimitSource, 200, "the permit or standard with its edition");
        return new LimitEntry(property, periodS, basis, upper, lower, UnitOf(reader, property, context), source, ValidFrom(reader));
    }

    private static DateTimeOffset? ValidFrom(RowReader reader)
    {
        var text = reader.Row[RegistrationColumns.LimitValidFrom];
        if (text.Length == 0)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            return at;
        }

        reader.Fault(RegistrationColumns.LimitValidFrom, "a date or a moment, ISO 8601, UTC where no offset is given");
        return null;
    }

    private static string CheckProperty(RowReader reader, RegistrationContext context)
    {
        var property = reader.Row[RegistrationColumns.Property];
        if (!context.DefaultUnits.ContainsKey(property))
        {
            reader.Fault(RegistrationColumns.Property, "the code of an observed property, such as w01018; GET /api/properties lists them");
        }

        return property;
    }

    private static string UnitOf(RowReader reader, string property, RegistrationContext context) =>
        reader.Row.Has(RegistrationColumns.Unit) ? reader.Text(RegistrationColumns.Unit, 32, "a unit by UCUM, such as mg/L")
        : context.DefaultUnits.GetValueOrDefault(property, "1");

    private static bool HasLimit(RegistrationRow row) =>
        row.Has(RegistrationColumns.LimitUpper) || row.Has(RegistrationColumns.LimitLower) || row.Has(RegistrationColumns.LimitSource);

    /// <summary>A row with a limit and nothing said of a datastream adds only the limit.</summary>
    private static bool IsLimitOnly(RegistrationRow row) =>
        HasLimit(row) && !row.Has(RegistrationColumns.Statistic) && !row.Has(RegistrationColumns.PeriodS) && !row.Has(RegistrationColumns.IntervalS);
}
