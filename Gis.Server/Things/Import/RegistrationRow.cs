namespace Gis.Server.Things.Import;

/// <summary>One row by column names; a column that is not there reads as empty.</summary>
internal sealed record RegistrationRow(int Line, IReadOnlyDictionary<string, string> Values)
{
    public string this[string column] => Values.TryGetValue(column, out var value) ? value : "";

    public bool Has(string column) => this[column].Length > 0;
}
