using System.Text.RegularExpressions;

namespace Gis.Server.Things.Import;

/// <summary>Checks the names under which the field knows things beside their first one: of a LoRaWAN device, of a camera at its Frigate.</summary>
internal static partial class AliasCheck
{
    public const string DevEui = "dev_eui";
    public const string Frigate = "frigate";

    /// <summary>The further names on a thing's first row; a name once given stays.</summary>
    public static IReadOnlyList<(string Scheme, string Code)> CheckFurther(RowReader reader, string scheme, string alias, RegistrationContext context)
    {
        var names = new List<(string Scheme, string Code)>();
        foreach (var (further, column) in new[] { (DevEui, RegistrationColumns.DevEui), (Frigate, RegistrationColumns.Frigate) })
        {
            if (!reader.Row.Has(column))
            {
                continue;
            }

            var code = reader.Row[column];
            var isMine = !context.Owners.TryGetValue((further, code), out var owner)
                || (context.Owners.TryGetValue((scheme, alias), out var thing) && thing == owner);
            if (!isMine || context.Foreign.Contains(code) || !PlaceCheck.FieldName().IsMatch(code))
            {
                reader.Fault(column, "1 … 64 of A-Z a-z 0-9 . _ : -, a name that no other thing has");
            }

            CheckForm(reader, further, column);
            names.Add((further, code));
        }

        return names;
    }

    /// <summary>A device EUI is written in one way only, since names are compared letter by letter.</summary>
    public static void CheckForm(RowReader reader, string scheme, string column)
    {
        if (scheme == DevEui && !Eui().IsMatch(reader.Row[column]))
        {
            reader.Fault(column, "a device EUI: 16 hexadecimal digits in lower case");
        }
    }

    /// <summary>One name, one thing, within the file too.</summary>
    public static void CheckTwins(List<ThingEntry> things, List<ImportFault> faults)
    {
        var owners = things.ToDictionary(thing => (thing.AliasScheme, thing.Alias));
        foreach (var thing in things)
        {
            foreach (var (scheme, code) in thing.FurtherNames)
            {
                if (!owners.TryAdd((scheme, code), thing) && owners[(scheme, code)] != thing)
                {
                    faults.Add(new ImportFault(thing.Line, scheme, code, $"a name that the thing on line {owners[(scheme, code)].Line} does not have"));
                }
            }
        }
    }

    [GeneratedRegex("^[0-9a-f]{16}$", RegexOptions.CultureInvariant)]
    private static partial Regex Eui();
}
