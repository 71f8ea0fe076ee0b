using Gis.Server.Patches.Evidence;
using Gis.Server.Patches.Field;
using Gis.Server.Platform.Paper;

namespace Gis.Server.Patches;

/// <summary>Change patches from satellite images: taken in, compared with the one map of land, judged by people.</summary>
internal static class PatchesModule
{
    public static IServiceCollection AddPatches(this IServiceCollection services) => services
        .AddSingleton<PatchDesk>()
        .AddSingleton<PatchTriage>()
        .AddSingleton<BatchDesk>()
        .AddSingleton<TriageKeeper>()
        .AddHostedService(provider => provider.GetRequiredService<TriageKeeper>())
        .AddSingleton<PaperPress>()
        .AddSingleton<EvidenceDesk>()
        .AddSingleton<PhotoDesk>();

    public static void MapPatches(this IEndpointRouteBuilder endpoints)
    {
        ListPatches.Map(endpoints);
        GetPatch.Map(endpoints);
        JudgePatch.Map(endpoints);
        ListBatches.Map(endpoints);
        UploadBatch.Map(endpoints);
        CompareBatch.Map(endpoints);
        GetEvidence.Map(endpoints);
        FieldRoutes.Map(endpoints);
    }
}
