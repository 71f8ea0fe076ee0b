namespace Gis.Server.Patches.Cases;

/// <summary>Cases of unlawful patches, their measures, and their proof.</summary>
internal static class CasesModule
{
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddOptions<CaseOptions>().BindConfiguration("Patches:Cases").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<ProofScenes>().AddSingleton<CaseDesk>().AddSingleton<MeasurePhotoDesk>();
    }
}
