namespace Gis.Server.Platform.Gdal;

/// <summary>One of GDAL's programs could not do its work; the message says why in its own words.</summary>
internal sealed class GdalFailedException(string message, Exception? inner = null) : Exception(message, inner);
