using Microsoft.AspNetCore.Authorization;

namespace Gis.Server.Access;

/// <summary>For what the machine's own tools ask: open on loopback, elsewhere to whoever is signed in.</summary>
internal sealed class LoopbackOrSignedInRequirement : AuthorizationHandler<LoopbackOrSignedInRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, LoopbackOrSignedInRequirement requirement)
    {
        if (context.User.Identity?.IsAuthenticated == true || (context.Resource is HttpContext http && Loopback.Is(http)))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
