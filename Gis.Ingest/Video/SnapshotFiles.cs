namespace Gis.Ingest.Video;

/// <summary>Keeps pictures as files named by their hash: <c>snapshots/ab/abcd….jpg</c>. On disk before the message is acknowledged.</summary>
internal sealed class SnapshotFiles(string home)
{
    public async Task KeepAsync(SnapshotTaken snapshot, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(home, "snapshots", snapshot.Hash[..2]);
        var path = Path.Combine(folder, $"{snapshot.Hash}.jpg");
        if (File.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(snapshot.Jpeg, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
