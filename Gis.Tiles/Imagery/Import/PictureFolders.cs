namespace Gis.Tiles.Imagery.Import;

/// <summary>The folders below <c>images</c>: where a picture is drawn, where it is shown from, and what is to be cleared away. One import at a time.</summary>
internal sealed class PictureFolders(string images)
{
    private const string WorkPrefix = ".work-";

    /// <summary>Stands in a folder from before the catalogue names it until after.</summary>
    private const string UnshownMark = ".unshown";

    public FileStream TakeTurn()
    {
        Directory.CreateDirectory(images);
        try
        {
            return new FileStream(Path.Combine(images, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new ImageRefusedException($"Another import of a picture is at work in {images}; try again when it is done.", e);
        }
    }

    public string CreateWork()
    {
        var folder = Path.Combine(images, $"{WorkPrefix}{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <returns>The place as the catalogue names it.</returns>
    public string MoveIn(string work, string layer)
    {
        var place = $"{layer}/{Guid.NewGuid():N}";
        File.WriteAllText(Path.Combine(work, UnshownMark), "");
        Directory.CreateDirectory(Path.Combine(images, layer));
        Directory.Move(work, Path.Combine(images, place));
        return place;
    }

    public void MarkShown(string place) => File.Delete(Path.Combine(images, place, UnshownMark));

    /// <summary>Removes what earlier imports left: what they were drawing, what never came to be shown, and what was replaced a while ago.</summary>
    public async Task ClearAsync(ImageCatalog catalog, CancellationToken cancellationToken)
    {
        foreach (var work in Directory.EnumerateDirectories(images, $"{WorkPrefix}*").ToList())
        {
            Remove(work);
        }

        foreach (var mark in Directory.EnumerateFiles(images, UnshownMark, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2, AttributesToSkip = FileAttributes.None }).ToList())
        {
            var folder = Path.GetDirectoryName(mark)!;
            if (await catalog.NamesAsync(Path.GetRelativePath(images, folder), cancellationToken))
            {
                File.Delete(mark);
            }
            else
            {
                Remove(folder);
            }
        }

        foreach (var replaced in await catalog.ReplacedAsync(cancellationToken))
        {
            Remove(Path.Combine(images, replaced));
        }
    }

    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
