using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Mqtt;

/// <summary>What a session says about itself.</summary>
internal static partial class MqttLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{ClientId} is connected to {Broker} (session present: {SessionPresent})")]
    public static partial void Connected(this ILogger logger, string clientId, MqttAddress broker, bool sessionPresent);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{ClientId} has no connection to {Broker}: {Reason} Next try in {WaitMs} ms")]
    public static partial void Lost(this ILogger logger, string clientId, MqttAddress broker, string reason, double waitMs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{ClientId} could not send {Count} acknowledgements ({Reason}); the messages come again")]
    public static partial void AcknowledgementsLost(this ILogger logger, string clientId, int count, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker did not take a message on {Topic}: {Reason}")]
    public static partial void PublishRefused(this ILogger logger, string topic, string reason);
}
