using Gis.Server.OneMap.Contradictions;
using Gis.Server.OneMap.Forest;
using Gis.Server.OneMap.Measuring;
using Gis.Server.OneMap.Parcels;
using Gis.Server.OneMap.Themes;

namespace Gis.Server.OneMap;

/// <summary>What people ask of the one map of land: areas, a parcel's life line, what contradicts, and which layer carries which theme.</summary>
internal static class OneMapModule
{
    public static IServiceCollection AddOneMap(this IServiceCollection services) => services
        .AddSingleton<MeasureDesk>()
        .AddSingleton<ParcelReader>()
        .AddSingleton<ForestDesk>()
        .AddSingleton<ContradictionRuns>()
        .AddHostedService<ContradictionRunner>()
        .AddHostedService<ContradictionKeeper>();

    public static void MapOneMap(this IEndpointRouteBuilder endpoints)
    {
        ListThemes.Map(endpoints);
        SetTheme.Map(endpoints);
        MeasureLand.Map(endpoints);
        GetParcel.Map(endpoints);
        FindParcel.Map(endpoints);
        ListContradictions.Map(endpoints);
        ListRuns.Map(endpoints);
        AskForRun.Map(endpoints);
        GetForestBalance.Map(endpoints);
    }
}
