using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Gis.Server.Access;

/// <summary>
/// Answers whom the rules do not let in: 401 to whom did not sign in, 403 to whom may not, 404 where there is nothing at all. To those who signed in,
/// a wrong method or media type stays 405 or 415.
/// </summary>
internal sealed class RefusalAnswer : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        // What is matched and is no route of ours is routing's own answer to a wrong method or media type.
        var isRoutingsAnswer = context.GetEndpoint() is { } and not RouteEndpoint && context.User.Identity?.IsAuthenticated == true;
        if (authorizeResult.Succeeded || isRoutingsAnswer)
        {
            await next(context);
        }
        else if (context.GetEndpoint() is null)
        {
            await AccessProblem.WriteAsync(context, StatusCodes.Status404NotFound, "not-found");
        }
        else if (context.User.Identity?.IsAuthenticated != true)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await AccessProblem.WriteAsync(context, StatusCodes.Status401Unauthorized, "not-signed-in");
        }
        else
        {
            await AccessProblem.WriteAsync(context, StatusCodes.Status403Forbidden, "forbidden");
        }
    }
}
