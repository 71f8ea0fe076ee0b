namespace Gis.Server.Platform.Web;

/// <summary>Serves the built viewer: the shell at <c>/</c>, hashed files for ever.</summary>
internal static class ViewerFiles
{
    private const string ForEver = "public, max-age=31536000, immutable";

    public static IApplicationBuilder UseViewer(this IApplicationBuilder app)
    {
        app.UseDefaultFiles();
        return app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = served =>
                served.Context.Response.Headers.CacheControl = served.Context.Request.Path.StartsWithSegments("/assets") ? ForEver : "no-cache",
        });
    }
}
