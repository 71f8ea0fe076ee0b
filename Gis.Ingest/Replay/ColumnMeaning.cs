namespace Gis.Ingest.Replay;

/// <summary>What a column holds: the thing, the time or a part of it, a property with the unit it is in, or nothing that is taken.</summary>
internal sealed record ColumnMeaning(string What, string? Unit = null)
{
    public const string Thing = "thing";
    public const string Time = "time";

    /// <summary>Parts of a time that stands in columns of its own.</summary>
    public static readonly IReadOnlyList<string> TimeParts = ["year", "month", "day", "hour", "minute"];

    public static readonly ColumnMeaning Nothing = new("-");

    public bool IsProperty => What is not (Thing or Time or "-") && !TimeParts.Contains(What);

    public override string ToString() => Unit is null ? What : $"{What}[{Unit}]";
}
