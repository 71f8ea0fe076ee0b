using Gis.Server.Access.Accounts;
using Gis.Server.Access.SignIn;
using Gis.Server.Access.Tokens;
using Gis.Server.Platform.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Gis.Server.ReadModel;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Gis.Server.Access;

/// <summary>Who is who and who may do what: in every process; the routes only where the command part is open.</summary>
internal static class AccessModule
{
    /// <summary>Lets every process know its callers, whatever its parts.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SessionReader(
            provider.GetRequiredKeyedService<NpgsqlDataSource>(StoreSetup.CallersKey), hasStandby: provider.GetRequiredService<StoreSettings>().Standby is not null));
        services.TryAddSingleton<GrantChanges>();
        services.AddSingleton<SessionCache>();
        services.AddAuthentication(GisAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, GisAuthentication>(GisAuthentication.SchemeName, configureOptions: null);
        services.AddAuthorization(AccessPolicies.Add);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalAnswer>();
        return services;
    }

    /// <summary>What only the command part does: accounts, sign-in, tokens.</summary>
    public static IServiceCollection AddAccessCommands(this IServiceCollection services)
    {
        services.AddSingleton<AreaTree>();
        services.AddHostedService<AreaTreeKeeper>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SignInWithPassword>();
        services.AddSingleton<MeReader>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AccountScope>();
        services.AddSingleton<TokenStore>();
        return services;
    }

    /// <summary>Between routing and the endpoints; static files come before it.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) => app
        .UseBrowserGuard()
        .UseAuthentication()
        .UseAuthorization();

    public static void MapAccess(this IEndpointRouteBuilder endpoints)
    {
        SignInWithPassword.Map(endpoints);
        SignInByLink.Map(endpoints);
        SignOut.Map(endpoints);
        WhoAmI.Map(endpoints);
        ListAccounts.Map(endpoints);
        CreateAccount.Map(endpoints);
        GrantRole.Map(endpoints);
        RevokeGrant.Map(endpoints);
        DisableAccount.Map(endpoints);
        ListTokens.Map(endpoints);
        IssueToken.Map(endpoints);
        RevokeToken.Map(endpoints);
    }
}
