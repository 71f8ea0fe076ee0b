using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Hj212.Devices;

/// <summary>What is said of devices in the log; never a password, never a packet.</summary>
internal static partial class DeviceLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A password of thing {Thing} can't be opened with the key of this system; set it anew")]
    public static partial void PasswordCannotBeOpened(this ILogger logger, long thing);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not take the end of {Count} lines, of {Mn} among them: {Reason}; it is told again.")]
    public static partial void SessionsNotEnded(this ILogger logger, int count, string mn, string reason);
}
