using Gis.Ingest;
using Gis.Server.Dispatch.Roads;

namespace Gis.Server.Dispatch;

/// <summary>Units, the roads they take, and the orders they get.</summary>
internal static class DispatchModule
{
    public static IServiceCollection AddDispatch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddFieldPublisher(options =>
        {
            options.Broker = configuration["Broker:Uri"] ?? options.Broker;
            options.Name = "gis-orders";
        });
        return services
            .AddSingleton<RoadNetworkStore>()
            .AddSingleton<RoadNetworkCache>()
            .AddSingleton<Recommender>()
            .AddSingleton<OrderWriter>()
            .AddSingleton<OrderDesk>()
            .AddSingleton<OrderBell>()
            .AddSingleton<OrderPost>()
            .AddSingleton<UnitReports>()
            .AddSingleton<OrderWatchDesk>()
            .AddHostedService<OrderDelivery>()
            .AddHostedService<UnitReportFollower>()
            .AddHostedService<OrderWatch>();
    }

    public static void MapDispatch(this IEndpointRouteBuilder endpoints)
    {
        ListUnits.Map(endpoints);
        FindRoute.Map(endpoints);
        ListRecommendations.Map(endpoints);
        IssueOrder.Map(endpoints);
        CancelOrder.Map(endpoints);
        RecordOrderState.Map(endpoints);
        StandDownUnit.Map(endpoints);
    }
}
