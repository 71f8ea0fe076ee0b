using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Server.Rules;

namespace Gis.Server.Things.Import;

/// <summary>Checks what things and units share: code, names, area, and a place that is not swapped.</summary>
internal static partial class PlaceCheck
{
    public static readonly IReadOnlyList<string> SharedColumns =
    [
        RegistrationColumns.Kind, RegistrationColumns.NameZh, RegistrationColumns.NameEn, RegistrationColumns.Area, RegistrationColumns.Lon,
        RegistrationColumns.Lat, RegistrationColumns.DevEui, RegistrationColumns.Frigate, RegistrationColumns.Properties, RegistrationColumns.Watches, RegistrationColumns.UnitKind,
        RegistrationColumns.CallSign, RegistrationColumns.Skills, RegistrationColumns.Phone,
    ];

    public static (double Lon, double Lat) CheckPlace(RowReader reader, RegistrationContext context)
    {
        var lon = reader.RequiredNumber(RegistrationColumns.Lon, -180, 180, "degrees east, -180 … 180");
        if (!double.TryParse(reader.Row[RegistrationColumns.Lat], NumberStyles.Float, CultureInfo.InvariantCulture, out var lat) || !double.IsFinite(lat))
        {
            reader.Fault(RegistrationColumns.Lat, "degrees north, -90 … 90");
            return (lon, double.NaN);
        }

        if (double.IsNaN(lon))
        {
            return (lon, lat);
        }

        if (LooksSwapped(lon, lat, context.Extent))
        {
            reader.Fault(RegistrationColumns.Lat, "degrees north; lon and lat look swapped, lon comes first");
        }
        else if (lat is < -90 or > 90)
        {
            reader.Fault(RegistrationColumns.Lat, "degrees north, -90 … 90");
        }
        else if (context.Extent is { } extent && !extent.Holds(lon, lat))
        {
            reader.Fault(RegistrationColumns.Lon, string.Create(CultureInfo.InvariantCulture,
                $"a place within the province: lon {extent.West:0.##} … {extent.East:0.##}, lat {extent.South:0.##} … {extent.North:0.##}"));
        }

        return (lon, lat);
    }

    public static string CheckArea(RowReader reader, RegistrationContext context)
    {
        var area = reader.Row[RegistrationColumns.Area];
        if (!context.AreaCodes.Contains(area))
        {
            reader.Fault(RegistrationColumns.Area, "the GB/T 2260 code of an area that is governed here and lies within your grants");
        }

        return area;
    }

    /// <summary>The field's name for it: well-formed, not taken outside the administrator's areas, and not of another kind.</summary>
    public static string CheckCode(RowReader reader, string scheme, string kind, RegistrationContext context)
    {
        var code = reader.Row[RegistrationColumns.Alias];
        if (!FieldName().IsMatch(code) || context.Foreign.Contains(code))
        {
            reader.Fault(RegistrationColumns.Alias, "1 … 64 of A-Z a-z 0-9 . _ : -, not in use outside your areas");
        }
        else if (context.Registered.TryGetValue((scheme, code), out var known) && known != kind)
        {
            reader.Fault(RegistrationColumns.Kind, $"{known}, as {code} is registered");
        }

        return code;
    }

    /// <summary>Rows after a thing's first may leave its own columns empty, or repeat them.</summary>
    public static void CheckRepeats(IReadOnlyList<RegistrationRow> rows, List<ImportFault> faults)
    {
        foreach (var row in rows.Skip(1))
        {
            foreach (var column in SharedColumns.Where(column => row.Has(column) && row[column] != rows[0][column]))
            {
                faults.Add(new ImportFault(row.Line, column, row[column], $"'{rows[0][column]}' as on line {rows[0].Line}, or nothing"));
            }
        }
    }

    private static bool LooksSwapped(double lon, double lat, Extent? extent) =>
        extent is null ? Math.Abs(lat) > 90 && Math.Abs(lon) <= 90 : !extent.Holds(lon, lat) && extent.Holds(lat, lon);

    [GeneratedRegex("^[A-Za-z0-9._:-]{1,64}$", RegexOptions.CultureInvariant)]
    public static partial Regex FieldName();
}
