using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Gis.Server.Platform.Web;

/// <summary>GeoJSON and the viewer travel compressed; the fastest level, since most answers are made on the spot. Vector tiles are compressed where they are kept.</summary>
internal static class Compression
{
    private static readonly string[] OurTypes =
    [
        "application/geo+json", "application/problem+json", "application/schema+json",
        "application/vnd.oai.openapi+json", "application/cap+xml", "application/atom+xml", "text/csv", "text/javascript", "image/svg+xml",
    ];

    public static IServiceCollection AddCompression(this IServiceCollection services) => services
        .AddResponseCompression(options => options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, .. OurTypes])
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest)
        .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
}
