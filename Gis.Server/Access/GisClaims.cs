using System.Globalization;
using System.Security.Claims;

namespace Gis.Server.Access;

/// <summary>The caller as claims, in the form that every part of the process reads.</summary>
internal static class GisClaims
{
    public const string Account = "gis:account";
    public const string Name = "gis:name";
    public const string DisplayName = "gis:display-name";
    public const string GrantsVersion = "gis:grants";

    /// <summary><c>role|area|layer,layer</c>; the third part is empty for all layers.</summary>
    public const string Grant = "gis:grant";

    /// <summary>Names the session without being able to open it.</summary>
    public const string Session = "gis:session";

    public static ClaimsPrincipal PrincipalOf(Caller caller, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, Name, Grant);
        identity.AddClaim(new Claim(Account, caller.AccountId.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(Name, caller.Name));
        identity.AddClaim(new Claim(DisplayName, caller.DisplayName));
        identity.AddClaim(new Claim(GrantsVersion, caller.GrantsVersion.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaims(caller.Grants.Select(grant => new Claim(Grant, Write(grant))));
        if (caller.SessionKey is { } session)
        {
            identity.AddClaim(new Claim(Session, session));
        }

        return new ClaimsPrincipal(identity);
    }

    public static Caller? CallerOf(ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue(Account) is not { } account)
        {
            return null;
        }

        return new Caller(
            long.Parse(account, CultureInfo.InvariantCulture),
            Needed(principal, Name),
            Needed(principal, DisplayName),
            long.Parse(Needed(principal, GrantsVersion), CultureInfo.InvariantCulture),
            [.. principal.FindAll(Grant).Select(claim => Read(claim.Value))],
            principal.FindFirstValue(Session));
    }

    private static string Needed(ClaimsPrincipal principal, string type) =>
        principal.FindFirstValue(type) ?? throw new InvalidOperationException($"The principal lacks the claim {type}.");

    public static string Write(Grant grant) => $"{grant.Role.Text()}|{grant.AreaCode}|{string.Join(',', grant.Layers ?? [])}";

    private static Grant Read(string claim)
    {
        var parts = claim.Split('|');
        return new Grant(
            Roles.Parse(parts[0]) ?? throw new InvalidOperationException($"The claim {claim} names no role."),
            parts[1],
            parts[2].Length == 0 ? null : parts[2].Split(','));
    }
}
