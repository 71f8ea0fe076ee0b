using Microsoft.Extensions.Logging;

namespace Gis.Tiles;

/// <summary>What the tiles part tells those who run the system.</summary>
internal static partial class TilesLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The store took too long for {Path}; the caller was told to ask again")]
    public static partial void StoreTooSlow(this ILogger logger, Exception exception, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The catalogue has the live layer {Layer}, which this build does not know; it is left out")]
    public static partial void UnknownLiveLayer(this ILogger logger, string layer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "GDAL made no file of the features asked for ({ExitCode}): {Words}")]
    public static partial void ExportFailed(this ILogger logger, int exitCode, string words);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sheets} map sheets touch {Area} (edition {Edition} of its outline)")]
    public static partial void SheetsRegistered(this ILogger logger, long sheets, string area, int edition);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The register of map sheets could not be looked after and will be: {Reason}")]
    public static partial void SheetsNotRegistered(this ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The files of a picture of {Layer} cannot be read (images/{Folder}); import it again, or restore the folder images")]
    public static partial void PictureUnreadable(this ILogger logger, Exception exception, string layer, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Layers are read from the {Server} now; the standby is {AgeMs} ms behind, what is read may be old: {IsStale}")]
    public static partial void ReadsGo(this ILogger logger, string server, double? ageMs, bool isStale);

    [LoggerMessage(Level = LogLevel.Error, Message = "The use of layers by {Requests} requests is lost: too much waits to be stored")]
    public static partial void UsageLost(this ILogger logger, long requests);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The use of layers could not be stored and is counted further: {Reason}")]
    public static partial void UsageNotStored(this ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "An import of {Layer} failed; nothing was changed")]
    public static partial void ImportFailed(this ILogger logger, Exception exception, string layer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Took layer {Layer} away: its first import did not end")]
    public static partial void LayerWithdrawn(this ILogger logger, string layer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look for layers whose first import did not end: {Reason}")]
    public static partial void LayersNotWithdrawn(this ILogger logger, string reason);
}
