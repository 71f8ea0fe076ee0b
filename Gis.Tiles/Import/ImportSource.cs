using System.Security.Cryptography;

namespace Gis.Tiles.Import;

/// <summary>A file that a layer is taken from, read by GDAL once into a private folder: what it is, and what it holds.</summary>
/// <param name="Work">The folder of this reading.</param>
internal sealed record ImportSource(SourceKind Kind, string? Encoding, string Work, StagedFile Staged, IReadOnlyList<SubLayer> SubLayers)
{
    /// <param name="path">Of the file, or of the folder of a FileGDB.</param>
    /// <param name="folder">Private, and emptied by whoever made it.</param>
    /// <param name="encoding">Of its texts, where a person says it; null: detected.</param>
    public static async Task<ImportSource> ReadAsync(string path, string folder, string? encoding, ImportLimits limits, CancellationToken cancellationToken)
    {
        // A folder of its own for each reading: the same file may be read again in another encoding.
        var work = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N"))).FullName;
        var source = path;
        if (SourceSniffer.Tell(source) is not { } kind)
        {
            source = await UnpackedFile.OfAsync(source, Directory.CreateDirectory(Path.Combine(work, "unpacked")).FullName, cancellationToken, limits.MostUnpackedBytes);
            kind = SourceSniffer.Tell(source) ?? throw new ImportRefusedException(ImportRefusedException.UnknownKind, $"The zip holds a zip; accepted is {SourceKind.Accepted}.");
        }

        var (readable, spoken) = await PrepareAsync(source, kind, encoding, work, limits, cancellationToken);
        var staged = Path.Combine(work, "staged.gpkg");
        await GdalReader.StageAsync(readable, kind, spoken, staged, limits, cancellationToken);
        return await Task.Run(() => Inspect(work, new StagedFile(staged), kind, spoken, limits, cancellationToken), cancellationToken);
    }

    public static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            return "";
        }

        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    private static ImportSource Inspect(string work, StagedFile staged, SourceKind kind, string? encoding, ImportLimits limits, CancellationToken cancellationToken)
    {
        var layers = staged.Inspect(limits, kind == SourceKind.Csv, cancellationToken);
        return layers.Count > 0
            ? new ImportSource(kind, encoding, work, staged, layers)
            : throw new ImportRefusedException(ImportRefusedException.NoRows, "The file holds no rows; accepted is a file with at least one.");
    }

    /// <summary>Gives the file the ending that its driver looks for, in our folder, and finds out in which encoding its texts are.</summary>
    private static async Task<(string Path, string? Encoding)> PrepareAsync(
        string source, SourceKind kind, string? encoding, string work, ImportLimits limits, CancellationToken cancellationToken)
    {
        if (kind == SourceKind.Csv)
        {
            var spoken = encoding ?? TextEncoding.OfText(source);
            var copy = Path.Combine(work, "table.csv");
            await TextEncoding.CopyAsUtf8Async(source, spoken, copy, cancellationToken);
            return (copy, spoken);
        }

        if (kind == SourceKind.Shapefile)
        {
            SourceSniffer.RequireTable(source);
            return (source, encoding ?? TextEncoding.OfShapefile(source));
        }

        if (kind == SourceKind.Xlsx)
        {
            await UnpackedFile.RequireSmallAsync(source, limits.MostUnpackedBytes / 4, cancellationToken);
        }

        if (kind == SourceKind.FileGeodatabase)
        {
            return (source, null);
        }

        var named = Path.Combine(work, $"source{kind.Extension}");
        File.CreateSymbolicLink(named, Path.GetFullPath(source));
        return (named, kind == SourceKind.Dxf ? encoding : null);
    }
}
