namespace Gis.Ingest.Tests.Video;

/// <summary>A whole JPEG of 8 by 8 grey pixels.</summary>
internal static class SmallJpeg
{
    public static byte[] Bytes { get; } = Convert.FromBase64String(
        "/9j/2wBDABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBD/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z");
}
