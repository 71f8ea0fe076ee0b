using Microsoft.Extensions.Logging.Console;

namespace Gis.Server.Platform;

/// <summary>The log on standard output: a line each for people, or with <c>GIS_LOG=json</c> an object each for machines. Times are UTC.</summary>
internal static class GisConsole
{
    private const string Timestamp = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";

    public static void AddGisConsole(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Warning);
        if (configuration["GIS_LOG"] == "json")
        {
            logging.AddJsonConsole(options => Set(options, "O"));
            return;
        }

        logging.AddSimpleConsole(options =>
        {
            Set(options, Timestamp);
            options.SingleLine = true;
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }

    private static void Set(ConsoleFormatterOptions options, string timestampFormat)
    {
        options.UseUtcTimestamp = true;
        options.TimestampFormat = timestampFormat;
        options.IncludeScopes = false;
    }
}
