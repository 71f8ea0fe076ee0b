namespace Gis.Tiles.Imagery.Import;

/// <summary>A band of a raster file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Type">GDAL's word: Byte, UInt16 …</param>
/// <param name="Meaning">GDAL's word for what it shows: Red, Gray, Palette, Alpha …</param>
internal sealed record RasterBand(int Number, string Type, string Meaning, bool HasNoData)
{
    public bool IsAlpha => Meaning == "Alpha";

    public bool IsPalette => Meaning == "Palette";

    public bool IsByte => Type == "Byte";

    public bool IsFloat => Type is "Float32" or "Float64";
}
