using Gis.Server.Rules;

namespace Gis.Server.Changes.Jobs;

/// <summary>Writes what is sent to its file, up to the most that is accepted and while the disk has room.</summary>
internal sealed class ChangeUpload(ChangeFolders folders, ChangeJobOptions options)
{
    private const int PieceBytes = 128 * 1024;
    private const long LooksEveryBytes = 16 << 20;

    public static Refusal NoRoom { get; } = new("change-no-room", "服务器磁盘空间不足。", "The server's disk has no room for this; the operator must make room.")
    {
        Status = StatusCodes.Status507InsufficientStorage,
    };

    private Refusal TooLarge => new(
        "change-too-large", $"影像超过 {options.MostFileBytes >> 20} MB。", $"The image is larger than {options.MostFileBytes >> 20} MB, which is the most that is accepted; cut it, or compress it (gdal_translate -co COMPRESS=DEFLATE).")
    {
        Status = StatusCodes.Status413PayloadTooLarge,
    };

    /// <summary>The path it was written to, or why it was not.</summary>
    public async Task<Result<string>> WriteAsync(Stream body, long? length, string path, CancellationToken cancellationToken)
    {
        if (length > options.MostFileBytes)
        {
            return TooLarge;
        }

        if (!folders.HasRoom(length ?? 0))
        {
            return NoRoom;
        }

        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var piece = new byte[PieceBytes];
        var (written, looked) = (0L, 0L);
        while (await body.ReadAsync(piece, cancellationToken) is > 0 and var read)
        {
            written += read;
            if (written > options.MostFileBytes)
            {
                return TooLarge;
            }

            if (written - looked > LooksEveryBytes)
            {
                looked = written;
                if (!folders.HasRoom(0))
                {
                    return NoRoom;
                }
            }

            await file.WriteAsync(piece.AsMemory(0, read), cancellationToken);
        }

        return path;
    }
}
