using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gis.Tiles;

/// <summary>The door of the tiles part: layers as vector tiles and features.</summary>
public static class TilesModule
{
    public static IServiceCollection AddTiles(this IServiceCollection services, IConfiguration configuration) => services;

    public static IEndpointRouteBuilder MapTiles(this IEndpointRouteBuilder endpoints) => endpoints;
}
