namespace Gis.Server.Layers;

/// <summary>Access to layers: who asks for which, what becomes of it, and to whom each is granted.</summary>
internal static class LayersModule
{
    public static IServiceCollection AddLayers(this IServiceCollection services) => services.AddSingleton<AccessDesk>().AddSingleton<GrantDesk>();

    public static void MapLayers(this IEndpointRouteBuilder endpoints)
    {
        ListFindable.Map(endpoints);
        ListRequests.Map(endpoints);
        AskForLayer.Map(endpoints);
        GrantAccess.Map(endpoints);
        RefuseAccess.Map(endpoints);
        RevokeAccess.Map(endpoints);
        WithdrawRequest.Map(endpoints);
        ListGrants.Map(endpoints);
        GiveGrant.Map(endpoints);
        RevokeGrant.Map(endpoints);
    }
}
