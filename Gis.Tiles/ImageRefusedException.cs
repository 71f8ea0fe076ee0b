namespace Gis.Tiles;

/// <summary>A picture cannot be taken in; the message tells why and what would be accepted.</summary>
public sealed class ImageRefusedException : Exception
{
    public ImageRefusedException()
    {
    }

    public ImageRefusedException(string message)
        : base(message)
    {
    }

    public ImageRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
