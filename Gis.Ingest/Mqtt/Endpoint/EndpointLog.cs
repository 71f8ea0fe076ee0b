using System.Net;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>What the endpoint says about itself; never a password, never a payload.</summary>
internal static partial class EndpointLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "A device from {Remote} (user {User}) is not let in: {Why}")]
    public static partial void DeviceRefused(this ILogger logger, IPAddress remote, string? user, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "TLS with {Remote} failed: {Why}")]
    public static partial void TlsFailed(this ILogger logger, EndPoint? remote, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The registrations of connected devices could not be looked up: {Why} It is tried again")]
    public static partial void CheckFailed(this ILogger logger, string why);
}
