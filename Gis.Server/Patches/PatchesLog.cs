namespace Gis.Server.Patches;

/// <summary>What the work on patches tells of itself.</summary>
internal static partial class PatchesLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Comparing patches with the one map failed; it is tried again")]
    public static partial void TriageFailed(this ILogger logger, Exception trouble);

    [LoggerMessage(Level = LogLevel.Error, Message = "A table of figures could not be written as a workbook")]
    public static partial void WorkbookNotWritten(this ILogger logger, Exception trouble);
}
