using System.Text.Json;

namespace Gis.Server.Things.Import;

/// <summary>Checks the rows of one thing.</summary>
internal static class ThingCheck
{
    private const int MaxNameLength = 120;

    public static IReadOnlyList<string> Kinds { get; } =
        ["outfall_water", "outfall_gas", "air_station", "water_station", "noise_station", "water_meter", "camera"];

    private static readonly string[] Schemes = ["mn", "meter", "camera", "thing", "dev_eui", "frigate"];
    private static readonly string[] MeterRoles = ["household", "district", "intake"];
    private static readonly string[] KindsAndUnit = [.. Kinds, "unit"];

    public static ThingEntry Check(string scheme, IReadOnlyList<RegistrationRow> rows, RegistrationContext context, List<ImportFault> faults)
    {
        var reader = new RowReader(rows[0], faults);
        var kind = reader.OneOf(RegistrationColumns.Kind, KindsAndUnit);
        if (!Schemes.Contains(scheme))
        {
            reader.Fault(RegistrationColumns.AliasScheme, string.Join(", ", Schemes));
        }

        var alias = PlaceCheck.CheckCode(reader, scheme, kind, context);
        AliasCheck.CheckForm(reader, scheme, RegistrationColumns.Alias);
        var nameZh = reader.Text(RegistrationColumns.NameZh, MaxNameLength, "a name");
        var area = PlaceCheck.CheckArea(reader, context);
        var (lon, lat) = PlaceCheck.CheckPlace(reader, context);
        PlaceCheck.CheckRepeats(rows, faults);
        return new ThingEntry(
            rows[0].Line, kind, nameZh, NameEn(reader, nameZh), area, lon, lat, scheme, alias,
            CheckProperties(reader), reader.List(RegistrationColumns.Watches),
            DatastreamCheck.CheckDatastreams(rows, context, faults), DatastreamCheck.CheckLimits(rows, context, faults))
        {
            FurtherNames = AliasCheck.CheckFurther(reader, scheme, alias, context),
        };
    }

    public static string NameEn(RowReader reader, string nameZh) =>
        reader.Row.Has(RegistrationColumns.NameEn) ? reader.Text(RegistrationColumns.NameEn, MaxNameLength, "a name") : nameZh;

    private static string CheckProperties(RowReader reader)
    {
        if (!reader.Row.Has(RegistrationColumns.Properties))
        {
            return "{}";
        }

        try
        {
            using var document = JsonDocument.Parse(reader.Row[RegistrationColumns.Properties], new JsonDocumentOptions { MaxDepth = 8 });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                CheckMeterRole(reader, document.RootElement);
                return document.RootElement.GetRawText();
            }
        }
        catch (JsonException)
        {
            // Told below with what is accepted.
        }

        reader.Fault(RegistrationColumns.Properties, "a JSON object such as {\"permit_no\": \"…\"}");
        return "{}";
    }

    /// <summary>By its role a meter is judged for leaks; a word that nobody knows would make it a household's.</summary>
    private static void CheckMeterRole(RowReader reader, JsonElement properties)
    {
        if (properties.TryGetProperty("meter_role", out var role)
            && !(role.ValueKind == JsonValueKind.String && MeterRoles.Contains(role.GetString(), StringComparer.Ordinal)))
        {
            reader.Fault(RegistrationColumns.Properties, $"meter_role: {string.Join(", ", MeterRoles)}");
        }
    }
}
