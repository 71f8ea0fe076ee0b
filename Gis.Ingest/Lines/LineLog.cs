using System.Net;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Lines;

/// <summary>What the lines say about themselves.</summary>
internal static partial class LineLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Most} connections are served already; one from {Remote} is turned away")]
    public static partial void TooManyConnections(this ILogger logger, int most, EndPoint? remote);

    [LoggerMessage(Level = LogLevel.Error, Message = "Serving the connection from {Remote} broke; it is closed")]
    public static partial void ConnectionBroke(this ILogger logger, Exception broken, EndPoint? remote);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Orders for units that are connected here could not be read: {Reason} It is tried again")]
    public static partial void OrdersNotRead(this ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{What} is listened for on {Address}:{Port}")]
    public static partial void Listening(this ILogger logger, string what, string address, int port);
}
