namespace Gis.Server.Things.Import;

/// <summary>Checks a whole registration before anything is stored: either all of it is good, or every fault is told.</summary>
internal static class RegistrationCheck
{
    private const string UnitKind = "unit";

    public static (Registration Registration, IReadOnlyList<ImportFault> Faults) Check(
        IReadOnlyList<RegistrationRow> rows, RegistrationContext context)
    {
        var faults = new List<ImportFault>();
        var things = new List<ThingEntry>();
        var units = new List<UnitEntry>();
        var additions = new List<DatastreamAddition>();
        var schemes = new Dictionary<string, string>();
        foreach (var group in rows.GroupBy(row => (Scheme: SchemeOf(row, schemes), Code: row[RegistrationColumns.Alias])))
        {
            if (KindOf(group.First()) == UnitKind)
            {
                units.Add(UnitCheck.Check([.. group], context, faults));
            }
            else if (AdditionCheck.ThingOf(group.Key.Scheme, [.. group], context) is { } thing)
            {
                additions.Add(AdditionCheck.Check(thing, group.Key.Scheme, [.. group], context, faults));
            }
            else
            {
                things.Add(ThingCheck.Check(group.Key.Scheme, [.. group], context, faults));
            }
        }

        var users = DeviceUserCheck.Check(rows, context, faults);
        CheckCallSigns(units, faults);
        AliasCheck.CheckTwins(things, faults);
        CheckWatched(things, context, faults);
        return (new Registration(things, units, users, additions), [.. faults.OrderBy(fault => fault.Line)]);
    }

    /// <summary>Under which scheme of names the field knows the thing: said, or as on an earlier row of that alias, or by its kind.</summary>
    private static string SchemeOf(RegistrationRow row, Dictionary<string, string> schemes)
    {
        var alias = row[RegistrationColumns.Alias];
        if (!row.Has(RegistrationColumns.AliasScheme) && !row.Has(RegistrationColumns.Kind) && schemes.TryGetValue(alias, out var before))
        {
            return before;
        }

        return schemes[alias] = row.Has(RegistrationColumns.AliasScheme) ? row[RegistrationColumns.AliasScheme] : KindOf(row) switch
        {
            UnitKind => UnitKind,
            "water_meter" => "meter",
            "camera" => "camera",
            _ => "mn",
        };
    }

    private static string KindOf(RegistrationRow row) => row[RegistrationColumns.Kind];

    private static void CheckCallSigns(List<UnitEntry> units, List<ImportFault> faults)
    {
        foreach (var twin in units.GroupBy(unit => unit.CallSign).Where(group => group.Count() > 1).SelectMany(group => group.Skip(1)))
        {
            faults.Add(new ImportFault(twin.Line, RegistrationColumns.CallSign, twin.CallSign, "a call sign that no other unit of the file has"));
        }
    }

    /// <summary>What a camera looks at is known, or registered with it.</summary>
    private static void CheckWatched(List<ThingEntry> things, RegistrationContext context, List<ImportFault> faults)
    {
        var known = things.Select(thing => thing.Alias).Concat(context.Registered.Keys.Select(key => key.Code)).ToHashSet();
        foreach (var thing in things)
        {
            foreach (var stranger in thing.Watches.Where(code => !known.Contains(code) || thing.Kind != "camera"))
            {
                faults.Add(new ImportFault(thing.Line, RegistrationColumns.Watches, stranger, "on a camera's row: aliases of registered things, separated by ;"));
            }
        }
    }
}
