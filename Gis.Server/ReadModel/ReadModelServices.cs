using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gis.Server.ReadModel;

/// <summary>What every slice may read with.</summary>
internal static class ReadModelServices
{
    public static IServiceCollection AddReadModel(this IServiceCollection services)
    {
        services.TryAddSingleton<GrantChanges>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new UtcTimeConverter()));
        services.AddSingleton<LiveLog>();
        services.AddSingleton<LiveDoorbell>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveDoorbell>());
        return services;
    }
}
