namespace Gis.Server.Platform.Paper;

internal static partial class PaperLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A page could not be printed ({Code}): {Words}")]
    public static partial void PrintingFailed(this ILogger logger, int code, string words);
}
