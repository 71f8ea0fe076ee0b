using Gis.Server.Changes.Rasters;

namespace Gis.Server.Changes.Jobs;

/// <summary>A file of a job by its own word.</summary>
/// <param name="Name">As the sender calls it: shown, never opened.</param>
/// <param name="Types">GDAL's words: Byte, UInt16, Float32 …</param>
/// <param name="Bands">Without alpha.</param>
/// <param name="TakenOn">The tag DateTime, where there is one.</param>
/// <param name="Bbox">West, south, east, north in degrees.</param>
internal sealed record ChangeImage(string Name, long Bytes, int Width, int Height, int Bands, IReadOnlyList<string> Types, DateOnly? TakenOn, IReadOnlyList<double> Bbox)
{
    public static ChangeImage Of(string name, long bytes, RasterFile file) => new(
        name, bytes, file.Width, file.Height, file.Data.Count, [.. file.Data.Select(band => band.Type).Distinct()], file.TakenOn, [file.Box.West, file.Box.South, file.Box.East, file.Box.North]);

    /// <summary>What it takes on the disk once it is unpacked, on its own grid.</summary>
    public long UnpackedBytes() => (long)Width * Height * (Bands + 1) * (Types is ["Byte"] ? 1 : Types is ["UInt16"] or ["Int16"] ? 2 : 4);
}
