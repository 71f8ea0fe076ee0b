namespace Gis.Tiles;

/// <summary>A file cannot be read; the message tells why and what would be accepted.</summary>
public sealed class FileRefusedException : Exception
{
    public FileRefusedException()
    {
    }

    public FileRefusedException(string message)
        : base(message)
    {
    }

    public FileRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A stable word for the cause.</summary>
    public string Code { get; init; } = "";

    /// <summary>Of the HTTP answer.</summary>
    public int Status { get; init; } = 400;
}
