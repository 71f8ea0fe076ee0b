using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Hj212.Commands;

/// <summary>What the delivery of commands says; never their content.</summary>
internal static partial class CommandLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Command {Cn} goes to {Mn}, attempt {Attempt}; its line takes it: {IsTaken}")]
    public static partial void CommandSent(this ILogger logger, string cn, string mn, int attempt, bool isTaken);
}
