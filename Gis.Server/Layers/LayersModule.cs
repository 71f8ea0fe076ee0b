namespace Gis.Server.Layers;

/// <summary>Access to layers: who asks for which, and what becomes of it.</summary>
internal static class LayersModule
{
    public static IServiceCollection AddLayers(this IServiceCollection services) => services.AddSingleton<AccessDesk>();

    public static void MapLayers(this IEndpointRouteBuilder endpoints)
    {
        ListFindable.Map(endpoints);
        ListRequests.Map(endpoints);
        AskForLayer.Map(endpoints);
        GrantAccess.Map(endpoints);
        RefuseAccess.Map(endpoints);
        RevokeAccess.Map(endpoints);
        WithdrawRequest.Map(endpoints);
    }
}
