namespace Gis.Server.Access;

/// <summary>How an endpoint says who may use it. One that says nothing is closed to everybody.</summary>
internal static class EndpointAccess
{
    /// <summary>Whoever holds one of these roles somewhere; the endpoint itself asks whether it is where the thing is.</summary>
    public static T Allow<T>(this T endpoint, params Role[] roles)
        where T : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(AccessPolicies.Of(roles));

    /// <summary>All who read: everybody but guests.</summary>
    public static T AllowReaders<T>(this T endpoint)
        where T : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(AccessPolicies.Reader);

    public static T AllowSignedIn<T>(this T endpoint)
        where T : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(AccessPolicies.SignedIn);

    public static T AllowLoopbackOrSignedIn<T>(this T endpoint)
        where T : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(AccessPolicies.LoopbackOrSignedIn);

    public static T AllowAnyone<T>(this T endpoint)
        where T : IEndpointConventionBuilder =>
        endpoint.AllowAnonymous();
}
