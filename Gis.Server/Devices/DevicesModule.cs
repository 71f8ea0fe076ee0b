using Gis.Ingest;
using Gis.Server.Platform;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gis.Server.Devices;

/// <summary>HJ 212 devices: by which way they are heard, what state they are in, what they are told, and what is asked of them.</summary>
internal static class DevicesModule
{
    public static IServiceCollection AddDevices(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(_ => DevicePasswordSeal.Of(GisHome.SecretsOf(configuration)));
        return services
            .AddSingleton<DeviceReader>()
            .AddSingleton<CommandDesk>();
    }

    public static void MapDevices(this IEndpointRouteBuilder endpoints)
    {
        GetDevice.Map(endpoints);
        ListCommands.Map(endpoints);
        SendCommand.Map(endpoints);
        SetAccess.Map(endpoints);
    }
}
