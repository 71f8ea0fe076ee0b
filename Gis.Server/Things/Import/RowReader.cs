using System.Globalization;

namespace Gis.Server.Things.Import;

/// <summary>Takes the cells of one row as what they must be; what is not goes to the list of faults.</summary>
internal sealed class RowReader(RegistrationRow row, List<ImportFault> faults)
{
    public RegistrationRow Row => row;

    public void Fault(string column, string accepted) =>
        faults.Add(new ImportFault(row.Line, column, column == RegistrationColumns.DevicePassword ? "…" : row[column], accepted));

    public string Text(string column, int maxLength, string accepted)
    {
        if (!row.Has(column) || row[column].Length > maxLength)
        {
            Fault(column, $"{accepted}, 1 … {maxLength} characters");
        }

        return row[column];
    }

    public string OneOf(string column, IReadOnlyCollection<string> choices, string? whenEmpty = null)
    {
        var value = row.Has(column) ? row[column] : whenEmpty ?? "";
        if (!choices.Contains(value))
        {
            Fault(column, string.Join(", ", choices));
        }

        return value;
    }

    public double? Number(string column, double low = double.MinValue, double high = double.MaxValue, string? accepted = null)
    {
        if (!row.Has(column))
        {
            return null;
        }

        if (double.TryParse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high)
        {
            return value;
        }

        Fault(column, accepted ?? "a decimal number with a point");
        return null;
    }

    /// <summary>Not a number where there is none, once that is told.</summary>
    public double RequiredNumber(string column, double low, double high, string accepted)
    {
        if (!row.Has(column))
        {
            Fault(column, accepted);
            return double.NaN;
        }

        return Number(column, low, high, accepted) ?? double.NaN;
    }

    public int Whole(string column, int whenEmpty, int low, int high)
    {
        if (!row.Has(column))
        {
            return whenEmpty;
        }

        if (int.TryParse(row[column], NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high)
        {
            return value;
        }

        Fault(column, string.Create(CultureInfo.InvariantCulture, $"a whole number {low} … {high}"));
        return whenEmpty;
    }

    public IReadOnlyList<string> List(string column) =>
        row[column].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
