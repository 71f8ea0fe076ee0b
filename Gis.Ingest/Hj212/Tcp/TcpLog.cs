using System.Net;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Hj212.Tcp;

/// <summary>What HJ 212 over TCP says about itself; never a password, never a packet.</summary>
internal static partial class TcpLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The connection from {Remote} ({Mn}) is closed: {Why}")]
    public static partial void LineClosed(this ILogger logger, EndPoint? remote, string mn, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connections of {Mn} take each other's place too often; newer ones, now from {Remote}, are refused for a minute")]
    public static partial void Flapping(this ILogger logger, string mn, EndPoint? remote);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not say who {Mn} from {Remote} is: {Reason} The connection is closed, the device calls again")]
    public static partial void StoreAwayForLine(this ILogger logger, string mn, EndPoint? remote, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The clock of {Mn} is off by {OffS} s and is set")]
    public static partial void ClockSet(this ILogger logger, string mn, double offS);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} failed: {Reason} It is tried again in {PauseMs} ms")]
    public static partial void DeviceWorkFailed(this ILogger logger, string work, string reason, double pauseMs);
}
