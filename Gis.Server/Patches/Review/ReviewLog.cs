namespace Gis.Server.Patches.Review;

/// <summary>What the reminders tell of themselves.</summary>
internal static partial class ReviewLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Reminded of {Count} patches that are due or overdue on {Day}")]
    public static partial void Reminded(this ILogger logger, int count, DateOnly day);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminding of patches failed; it is tried again")]
    public static partial void RemindingFailed(this ILogger logger, Exception trouble);
}
