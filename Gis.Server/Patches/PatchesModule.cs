using Gis.Server.Patches.Cases;
using Gis.Server.Patches.Evidence;
using Gis.Server.Patches.Field;
using Gis.Server.Patches.Review;
using Gis.Server.Patches.Statistics;
using Gis.Server.Platform;
using Gis.Server.Platform.Paper;
using Gis.Tiles;

namespace Gis.Server.Patches;

/// <summary>Change patches from satellite images: taken in, compared with the one map of land, judged by people.</summary>
internal static class PatchesModule
{
    public static IServiceCollection AddPatches(this IServiceCollection services, IConfiguration configuration) => services
        .AddPictures(configuration)
        .AddCases()
        .AddSingleton<PatchDesk>()
        .AddSingleton<PatchTriage>()
        .AddSingleton<BatchDesk>()
        .AddSingleton<Land.IPatchIntake, PatchIntake>()
        .AddSingleton<TriageKeeper>()
        .AddHostedService(provider => provider.GetRequiredService<TriageKeeper>())
        .AddSingleton<PaperPress>()
        .AddSingleton<EvidencePictures>()
        .AddSingleton(_ => EvidenceSeal.Of(GisHome.SecretsOf(configuration)))
        .AddSingleton<EvidenceDesk>()
        .AddSingleton<PhotoDesk>()
        .AddSingleton<FieldPictures>()
        .AddPatchReview();

    public static void MapPatches(this IEndpointRouteBuilder endpoints)
    {
        ListPatches.Map(endpoints);
        GetPatch.Map(endpoints);
        JudgePatch.Map(endpoints);
        ListBatches.Map(endpoints);
        UploadBatch.Map(endpoints);
        CompareBatch.Map(endpoints);
        GetEvidence.Map(endpoints);
        ActOnCase.Map(endpoints);
        MeasurePhotos.Map(endpoints);
        GetStatistics.Map(endpoints);
        endpoints.MapPatchReview();
        FieldRoutes.Map(endpoints);
    }
}
