namespace Gis.Tiles.Import;

/// <summary>Writes what is sent to its file, up to the most that is accepted and while the disk has room.</summary>
internal sealed class UploadWriter(ImportFolder folder, ImportLimits limits)
{
    private const int PieceBytes = 128 * 1024;
    private const long LooksEveryBytes = 16 << 20;

    /// <returns>Bytes written.</returns>
    public async Task<long> WriteAsync(Stream body, long? length, string path, CancellationToken cancellationToken)
    {
        if (length > limits.MostBytes)
        {
            throw TooLarge();
        }

        RequireRoom(length ?? 0);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var piece = new byte[PieceBytes];
        var (written, looked) = (0L, 0L);
        while (await body.ReadAsync(piece, cancellationToken) is > 0 and var read)
        {
            written += read;
            if (written > limits.MostBytes)
            {
                throw TooLarge();
            }

            if (written - looked > LooksEveryBytes)
            {
                looked = written;
                RequireRoom(0);
            }

            await file.WriteAsync(piece.AsMemory(0, read), cancellationToken);
        }

        // GDAL writes it anew.
        RequireRoom(written);
        return written;
    }

    private void RequireRoom(long bytes)
    {
        if (folder.FreeBytes() - (2 * bytes) < limits.FreeBytesKept)
        {
            throw new ImportRefusedException(ImportRefusedException.NoRoom, "The server's disk has no room for this file; the operator must make room.", status: 507);
        }
    }

    private ImportRefusedException TooLarge() =>
        new(ImportRefusedException.TooLarge, $"The file is larger than {limits.MostBytes >> 20} MB, which is the most that is accepted; send it in parts, zipped, or as a GeoPackage.", status: 413);
}
