using Gis.Server.Access;
using Gis.Server.ReadModel;

namespace Gis.Server.Live;

/// <summary>The live picture: one feed, many viewers.</summary>
internal static class LiveModule
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol(options => options.PayloadSerializerOptions.Converters.Add(new UtcTimeConverter()));
        services.AddSingleton<LiveExchange>();
        services.AddSingleton<LiveMeter>();
        services.AddSingleton<LiveHydrator>();
        services.AddSingleton<LiveEncoder>();
        services.AddSingleton<SnapshotReader>();
        services.AddSingleton<SessionWatch>();
        services.AddSingleton<LiveFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
        services.AddSingleton<LiveFollower>();
        return services;
    }

    public static void MapLive(this IEndpointRouteBuilder endpoints) => endpoints.MapHub<LiveHub>(LiveHub.Path).AllowReaders();
}
