namespace Gis.Ingest.Replay;

/// <summary>The lines of a stream as bytes, one at a time, without their line feed. A line beyond the bound comes as null.</summary>
internal static class BoundedLines
{
    /// <summary>Holds the largest message of the field protocol, a picture of 1 MiB, as text.</summary>
    public const int MostBytes = 3 << 20;

    private const int BufferBytes = 64 << 10;

    public static IEnumerable<(int Line, byte[]? Bytes)> Read(Stream stream)
    {
        var buffer = new byte[Math.Clamp(stream.Length, 1, BufferBytes)];
        var held = new MemoryStream();
        var (line, tooLong, count) = (1, false, 0);
        while ((count = stream.Read(buffer)) > 0)
        {
            var from = 0;
            while (from < count)
            {
                var end = Array.IndexOf(buffer, (byte)'\n', from, count - from);
                var upTo = end < 0 ? count : end;
                tooLong |= held.Length + upTo - from > MostBytes;
                if (!tooLong)
                {
                    held.Write(buffer, from, upTo - from);
                }

                from = upTo + 1;
                if (end >= 0)
                {
                    yield return (line++, tooLong ? null : held.ToArray());
                    held.SetLength(0);
                    tooLong = false;
                }
            }
        }

        if (held.Length > 0 || tooLong)
        {
            yield return (line, tooLong ? null : held.ToArray());
        }
    }

    /// <summary>One item of each line that is not blank; a line that is too long is a fault.</summary>
    public static IEnumerable<RecordedItem> Read(Stream file, Func<int, byte[], RecordedItem> itemOf)
    {
        foreach (var (line, bytes) in Read(file))
        {
            if (bytes is null)
            {
                yield return new RecordedFault(line, $"a line of more than {MostBytes} bytes");
            }
            else if (bytes.AsSpan().Trim(" \r\t"u8).Length > 0)
            {
                yield return itemOf(line, bytes);
            }
        }
    }
}
