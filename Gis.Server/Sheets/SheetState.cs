namespace Gis.Server.Sheets;

/// <summary>The states of a map sheet, as the store writes them.</summary>
internal static class SheetState
{
    public const string ToConvert = "to_convert";
    public const string Converted = "converted";
    public const string ToUpdate = "to_update";
    public const string Updated = "updated";

    public static IReadOnlyList<string> All { get; } = [ToConvert, Converted, ToUpdate, Updated];
}
