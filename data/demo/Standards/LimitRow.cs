namespace Gis.Demo.Standards;

/// <summary>One bound of one standard, as its table under data/standards has it.</summary>
internal sealed record LimitRow(
    string Standard, string Edition, DateOnly ValidFrom, DateOnly? ValidTo, string Class, string Property, int? PeriodS, string Basis,
    double? Lower, double? Upper, string Unit, string Condition)
{
    public string Source => $"{Standard}-{Edition} {Class}".TrimEnd();

    /// <summary>The oxygen content to which gas values are converted, where the row names one.</summary>
    public double? StandardO2Percent =>
        Condition.StartsWith("O2 ", StringComparison.Ordinal) && Condition.EndsWith(" %", StringComparison.Ordinal)
            ? double.Parse(Condition[3..^2])
            : null;
}
