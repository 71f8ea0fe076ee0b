namespace Gis.Server.Changes;

/// <summary>Changes cannot be found in what was given; the message says why and what would be accepted.</summary>
internal sealed class ChangesRefusedException : Exception
{
    public ChangesRefusedException()
    {
    }

    public ChangesRefusedException(string message)
        : base(message)
    {
    }

    public ChangesRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
