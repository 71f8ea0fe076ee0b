using Microsoft.AspNetCore.Routing.Constraints;

namespace Gis.Server.Platform.Web;

/// <summary>What routes may ask of their parameters beyond the slim default.</summary>
internal static class Routes
{
    public static IServiceCollection AddRouteConstraints(this IServiceCollection services) =>
        services.Configure<RouteOptions>(options => options.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));
}
