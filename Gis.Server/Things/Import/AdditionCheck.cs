namespace Gis.Server.Things.Import;

/// <summary>Checks rows that name a registered thing and say nothing of it but what more is observed.</summary>
internal static class AdditionCheck
{
    private static readonly string[] OfTheThing =
        [RegistrationColumns.Kind, RegistrationColumns.NameZh, RegistrationColumns.Area, RegistrationColumns.Lon, RegistrationColumns.Lat];

    private static readonly string[] OfTheDatastream =
    [
        RegistrationColumns.AliasScheme, RegistrationColumns.Alias, RegistrationColumns.Property, RegistrationColumns.Statistic, RegistrationColumns.PeriodS,
        RegistrationColumns.Unit, RegistrationColumns.IntervalS, RegistrationColumns.GateMin, RegistrationColumns.GateMax,
    ];

    /// <summary>The thing that these rows add to; null when they register a thing, or try to.</summary>
    public static long? ThingOf(string scheme, IReadOnlyList<RegistrationRow> rows, RegistrationContext context)
    {
        var key = (scheme, rows[0][RegistrationColumns.Alias]);
        return rows.All(row => row.Has(RegistrationColumns.Property) && !OfTheThing.Any(row.Has))
            && context.Registered.ContainsKey(key) && context.Owners.TryGetValue(key, out var thing) ? thing : null;
    }

    public static DatastreamAddition Check(
        long thing, string scheme, IReadOnlyList<RegistrationRow> rows, RegistrationContext context, List<ImportFault> faults)
    {
        foreach (var row in rows)
        {
            foreach (var column in row.Values.Keys.Except(OfTheDatastream).Where(row.Has))
            {
                faults.Add(new ImportFault(
                    row.Line, column, column == RegistrationColumns.DevicePassword ? "…" : row[column], "nothing, where a row only adds a datastream and leaves kind, name, area and place empty"));
            }
        }

        return new DatastreamAddition(
            rows[0].Line, thing, scheme, rows[0][RegistrationColumns.Alias], DatastreamCheck.CheckDatastreams(rows, context, faults));
    }
}
