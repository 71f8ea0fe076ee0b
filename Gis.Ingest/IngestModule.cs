using Gis.Ingest.Mqtt;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gis.Ingest;

/// <summary>The door of the ingest part: everything that comes in from the field, and the way down to it.</summary>
public static class IngestModule
{
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration) => services;

    public static IEndpointRouteBuilder MapIngest(this IEndpointRouteBuilder endpoints) => endpoints;

    /// <summary>Registers <see cref="IFieldPublisher"/>, for a part that has something to say to the field; may be called more than once.</summary>
    public static IServiceCollection AddFieldPublisher(this IServiceCollection services, Action<FieldPublisherOptions> configure)
    {
        services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FieldPublisher>();
        services.TryAddSingleton<IFieldPublisher>(provider => provider.GetRequiredService<FieldPublisher>());
        if (!services.Any(s => s.ServiceType == typeof(PublisherIsHosted)))
        {
            services.AddSingleton<PublisherIsHosted>();
            services.AddHostedService(provider => provider.GetRequiredService<FieldPublisher>());
        }

        return services;
    }

    private sealed class PublisherIsHosted;
}
