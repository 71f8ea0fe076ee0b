namespace Gis.Server.Things.Import;

/// <summary>Checks the row of one field unit.</summary>
internal static class UnitCheck
{
    private static readonly string[] Kinds = ["monitoring", "fire", "hazmat", "medical", "police", "utility", "enforcement"];

    public static UnitEntry Check(IReadOnlyList<RegistrationRow> rows, RegistrationContext context, List<ImportFault> faults)
    {
        var reader = new RowReader(rows[0], faults);
        var code = PlaceCheck.CheckCode(reader, "unit", "unit", context);
        var nameZh = reader.Text(RegistrationColumns.NameZh, 120, "a name");
        var area = PlaceCheck.CheckArea(reader, context);
        var (lon, lat) = PlaceCheck.CheckPlace(reader, context);
        PlaceCheck.CheckRepeats(rows, faults);
        foreach (var row in rows.Where(row => row.Has(RegistrationColumns.Property)))
        {
            faults.Add(new ImportFault(row.Line, RegistrationColumns.Property, row[RegistrationColumns.Property], "nothing: a unit has no datastreams"));
        }

        return new UnitEntry(
            rows[0].Line, code, reader.Text(RegistrationColumns.CallSign, 24, "a call sign"), nameZh, ThingCheck.NameEn(reader, nameZh),
            reader.OneOf(RegistrationColumns.UnitKind, Kinds), area, lon, lat, reader.List(RegistrationColumns.Skills),
            reader.Row.Has(RegistrationColumns.Phone) ? reader.Row[RegistrationColumns.Phone] : null);
    }
}
