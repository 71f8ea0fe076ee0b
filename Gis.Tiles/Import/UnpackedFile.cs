using System.IO.Compression;

namespace Gis.Tiles.Import;

/// <summary>
/// What a zip holds, unpacked into a private folder: counted while it is written, whatever its heads say, and under names of our own, so that neither a bomb
/// nor a name that climbs out does harm.
/// </summary>
internal static class UnpackedFile
{
    private const int MostEntries = 1_000;
    private const long MostBytes = 1L << 30;
    private const string GeoDatabase = ".gdb";

    private static readonly string[] Datasets = [".shp", ".gpkg", ".geojson", ".json", ".dxf", ".csv", ".xlsx", ".kml", ".gml", ".fgb"];
    private static readonly string[] Companions = [".dbf", ".shx", ".prj", ".cpg"];

    /// <param name="mostBytes">Of all files together, unpacked.</param>
    /// <returns>The one data set that it holds.</returns>
    public static async Task<string> OfAsync(string zip, string folder, CancellationToken cancellationToken, long mostBytes = MostBytes)
    {
        try
        {
            await using var file = File.OpenRead(zip);
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            return archive.Entries.Count <= MostEntries
                ? await UnpackAsync(archive, folder, mostBytes, cancellationToken)
                : throw new ImportRefusedException(ImportRefusedException.Broken, $"The zip holds {archive.Entries.Count} files; accepted are at most {MostEntries}.");
        }
        catch (Exception damaged) when (damaged is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw new ImportRefusedException(ImportRefusedException.Broken, $"It is no zip file that can be read: {damaged.Message}");
        }
    }

    private static async Task<string> UnpackAsync(ZipArchive archive, string folder, long mostBytes, CancellationToken cancellationToken)
    {
        var sets = new SortedSet<string>(StringComparer.Ordinal);
        var stems = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var room = mostBytes;
        foreach (var entry in archive.Entries.Where(entry => entry.Name.Length > 0))
        {
            if (OwnName(entry.FullName, stems) is not { } name)
            {
                continue;
            }

            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            room -= await WriteAsync(entry, path, room, mostBytes, cancellationToken);
            var set = Path.GetDirectoryName(name) is { Length: > 0 } database ? database : name;
            if (set.EndsWith(GeoDatabase, StringComparison.Ordinal) || Datasets.Contains(Path.GetExtension(set)))
            {
                sets.Add(set);
            }
        }

        return sets.Count == 1
            ? Path.Combine(folder, sets.Min!)
            : throw new ImportRefusedException(ImportRefusedException.UnknownKind, $"The zip holds {sets.Count} data sets; accepted is one: {string.Join(", ", Datasets)}, or a folder {GeoDatabase}.");
    }

    /// <summary>Goes through all that a workbook unpacks to, before a program that trusts it does.</summary>
    public static async Task RequireSmallAsync(string zip, long mostBytes, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(zip);
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            if (archive.Entries.Count > MostEntries)
            {
                throw new ImportRefusedException(ImportRefusedException.Broken, $"The workbook holds {archive.Entries.Count} files; accepted are at most {MostEntries}.");
            }

            var room = mostBytes;
            var piece = new byte[64 * 1024];
            foreach (var entry in archive.Entries)
            {
                await using var from = entry.Open();
                while (await from.ReadAsync(piece, cancellationToken) is > 0 and var read)
                {
                    room -= read;
                    if (room < 0)
                    {
                        throw new ImportRefusedException(ImportRefusedException.TooLarge, $"The workbook unpacks to more than {mostBytes >> 20} MB; accepted is less.");
                    }
                }
            }
        }
        catch (Exception damaged) when (damaged is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw new ImportRefusedException(ImportRefusedException.Broken, $"It is no workbook that can be read: {damaged.Message}");
        }
    }

    /// <summary>Files that belong together keep a name together; what is no data is left out.</summary>
    private static string? OwnName(string fullName, Dictionary<string, int> stems)
    {
        var parts = fullName.Split('/', '\\');
        var extension = Path.GetExtension(parts[^1]).ToLowerInvariant();
        if (parts.Length > 1 && parts[^2].EndsWith(GeoDatabase, StringComparison.OrdinalIgnoreCase))
        {
            // Files of a geodatabase refer to each other by name: letters, digits and dots.
            return parts[^1].All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_') ? Path.Combine($"set{Number(parts[^2], stems)}{GeoDatabase}", parts[^1]) : null;
        }

        return Datasets.Contains(extension) || Companions.Contains(extension) ? $"set{Number(Path.ChangeExtension(fullName, null), stems)}{extension}" : null;
    }

    private static int Number(string stem, Dictionary<string, int> stems) => stems.TryGetValue(stem, out var number) ? number : stems[stem] = stems.Count;

    /// <returns>Bytes written.</returns>
    private static async Task<long> WriteAsync(ZipArchiveEntry entry, string path, long room, long mostBytes, CancellationToken cancellationToken)
    {
        await using var from = entry.Open();
        await using var to = new FileStream(path, FileMode.CreateNew);
        var piece = new byte[64 * 1024];
        while (await from.ReadAsync(piece, cancellationToken) is > 0 and var read)
        {
            if (to.Length + read > room)
            {
                throw new ImportRefusedException(ImportRefusedException.TooLarge, $"The zip unpacks to more than {mostBytes >> 20} MB; accepted is less.");
            }

            await to.WriteAsync(piece.AsMemory(0, read), cancellationToken);
        }

        return to.Length;
    }
}
