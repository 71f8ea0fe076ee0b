using Microsoft.AspNetCore.Authorization;

namespace Gis.Server.Access;

/// <summary>The rules by which endpoints are opened; parts that do not know this slice name them by text.</summary>
internal static class AccessPolicies
{
    public const string SignedIn = "gis-signed-in";
    public const string Reader = "gis-reader";
    public const string Administrator = "gis-administrator";

    /// <summary>Who writes by hand or program what the field would say.</summary>
    public const string FieldWriter = "gis-field-writer";
    public const string LoopbackOrSignedIn = "gis-loopback-or-signed-in";

    public static void Add(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().AddRequirements(new NobodyRequirement()).Build();
        options.DefaultPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        options.AddPolicy(SignedIn, options.DefaultPolicy);
        options.AddPolicy(Reader, Of(Roles.Readers));
        options.AddPolicy(Administrator, Of([Role.Administrator]));
        options.AddPolicy(FieldWriter, Of([Role.Inspector, Role.Administrator]));
        options.AddPolicy(LoopbackOrSignedIn, new AuthorizationPolicyBuilder().AddRequirements(new LoopbackOrSignedInRequirement()).Build());
    }

    public static AuthorizationPolicy Of(IReadOnlyList<Role> roles) =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new RoleRequirement(roles)).Build();
}
