using Microsoft.AspNetCore.Authorization;

namespace Gis.Server.Access;

/// <summary>The caller holds one of these roles somewhere; where exactly is asked of each single thing.</summary>
internal sealed class RoleRequirement(IReadOnlyList<Role> roles) : AuthorizationHandler<RoleRequirement>, IAuthorizationRequirement
{
    public IReadOnlyList<Role> Roles { get; } = roles;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (GisClaims.CallerOf(context.User)?.Holds(requirement.Roles) == true)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
