namespace Gis.Server.Things.Import;

/// <summary>Reads a registration file: a header that names the columns, then the rows.</summary>
internal static class RegistrationFile
{
    public const int MaxRows = 200_000;

    public static (IReadOnlyList<RegistrationRow> Rows, IReadOnlyList<ImportFault> Faults) Read(string text)
    {
        var records = CsvTable.Read(text);
        if (records.Count == 0)
        {
            return ([], [new ImportFault(1, "", "", $"a header line with columns of: {string.Join(", ", RegistrationColumns.All)}")]);
        }

        var header = records[0];
        var faults = HeaderFaults(header).ToList();
        if (records.Count > MaxRows + 1)
        {
            faults.Add(new ImportFault(records[MaxRows + 1].Line, "", "", $"at most {MaxRows} rows a file"));
        }

        if (faults.Count > 0)
        {
            return ([], faults);
        }

        var rows = new List<RegistrationRow>();
        foreach (var record in records.Skip(1))
        {
            if (record.Fields.Count > header.Fields.Count)
            {
                faults.Add(new ImportFault(record.Line, "", $"{record.Fields.Count} fields", $"{header.Fields.Count} fields, as the header has"));
                continue;
            }

            rows.Add(new RegistrationRow(record.Line, header.Fields.Zip(record.Fields).ToDictionary(pair => pair.First, pair => pair.Second)));
        }

        return (rows, faults);
    }

    private static IEnumerable<ImportFault> HeaderFaults(CsvRecord header)
    {
        var seen = new HashSet<string>();
        foreach (var name in header.Fields)
        {
            if (!RegistrationColumns.All.Contains(name))
            {
                yield return new ImportFault(header.Line, name, name, $"columns of: {string.Join(", ", RegistrationColumns.All)}");
            }
            else if (!seen.Add(name))
            {
                yield return new ImportFault(header.Line, name, name, "each column once");
            }
        }

        foreach (var missing in RegistrationColumns.Required.Where(name => !seen.Contains(name)))
        {
            yield return new ImportFault(header.Line, missing, "", $"a column {missing}");
        }
    }
}
