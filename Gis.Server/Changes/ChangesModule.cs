using Gis.Server.Changes.Jobs;

namespace Gis.Server.Changes;

/// <summary>Finding what changed between two images: as a command, and as work that officers ask the server for.</summary>
internal static class ChangesModule
{
    public static IServiceCollection AddChanges(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChangeJobOptions>().Bind(configuration.GetSection("Changes")).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<ChangeFolders>()
            .AddSingleton<ChangeJobStore>()
            .AddSingleton<ChangeJobDesk>()
            .AddSingleton<ChangePictures>()
            .AddSingleton<AccountNames>()
            .AddSingleton<ChangeJobRun>()
            .AddSingleton<ChangeJobKeeper>()
            .AddHostedService(provider => provider.GetRequiredService<ChangeJobKeeper>());
    }

    public static void MapChanges(this IEndpointRouteBuilder endpoints)
    {
        ChangeJobEndpoints.Map(endpoints);
        ChangeFileEndpoints.Map(endpoints);
        ChangeResultEndpoints.Map(endpoints);
    }
}
