namespace Gis.Server.Deliveries;

/// <summary>What devices owed and delivered: the ledger, its gaps, and asking for them again.</summary>
internal static class DeliveriesModule
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services) => services
        .AddSingleton<GapDesk>()
        .AddSingleton<DeliveryReader>()
        .AddSingleton<RankingReader>()
        .AddSingleton<GapRound>()
        .AddHostedService(provider => provider.GetRequiredService<GapRound>());

    public static void MapDeliveries(this IEndpointRouteBuilder endpoints)
    {
        GetDeliveries.Map(endpoints);
        RankDeliveries.Map(endpoints);
        RankAreas.Map(endpoints);
        RequestGaps.Map(endpoints);
    }
}
