using System.Globalization;
using System.Security.Claims;

namespace Gis.Tiles.Writing;

/// <summary>Who makes a change: read from the claims that authentication leaves.</summary>
internal sealed record Author(long AccountId, string Name)
{
    private const string AccountClaim = "gis:account";
    private const string NameClaim = "gis:name";

    /// <summary>Null where nobody is signed in.</summary>
    public static Author? Of(ClaimsPrincipal person) =>
        person.FindFirst(AccountClaim)?.Value is { } account && person.FindFirst(NameClaim)?.Value is { } name
            ? new Author(long.Parse(account, CultureInfo.InvariantCulture), name)
            : null;
}
