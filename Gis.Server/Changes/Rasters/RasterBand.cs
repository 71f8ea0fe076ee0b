namespace Gis.Server.Changes.Rasters;

/// <summary>A band of a GeoTIFF by its own word.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Type">GDAL's word: Byte, UInt16, Float32 …</param>
/// <param name="HasMask">Its pixels have a mask of their own: an alpha band or a mask beside the bands.</param>
internal sealed record RasterBand(int Number, string Type, bool IsAlpha, double? NoData, bool HasMask);
