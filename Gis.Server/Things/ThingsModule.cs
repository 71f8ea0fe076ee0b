using Gis.Server.Things.Import;

namespace Gis.Server.Things;

/// <summary>What is observed: things, their values, their cameras, and how they are registered.</summary>
internal static class ThingsModule
{
    public static IServiceCollection AddThings(this IServiceCollection services) => services
        .AddSingleton<ThingReader>()
        .AddSingleton<SeriesReader>()
        .AddSingleton<Registrar>();

    public static void MapThings(this IEndpointRouteBuilder endpoints)
    {
        ListAreas.Map(endpoints);
        ListProperties.Map(endpoints);
        ListThings.Map(endpoints);
        GetThing.Map(endpoints);
        ListLatest.Map(endpoints);
        GetSeries.Map(endpoints);
        GetConsumption.Map(endpoints);
        GetVideo.Map(endpoints);
        GetSnapshot.Map(endpoints);
        RegisterThings.Map(endpoints);
    }
}
