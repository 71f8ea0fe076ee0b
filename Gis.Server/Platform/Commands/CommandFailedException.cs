namespace Gis.Server.Platform.Commands;

/// <summary>A command cannot be done; the message tells the person at the prompt why and what to do.</summary>
public sealed class CommandFailedException : Exception
{
    public CommandFailedException()
    {
    }

    public CommandFailedException(string message)
        : base(message)
    {
    }

    public CommandFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
