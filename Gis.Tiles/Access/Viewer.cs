using System.Globalization;
using System.Security.Claims;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Access;

/// <summary>Who asks: read from the claims that authentication leaves, whichever process runs it.</summary>
internal sealed record Viewer(string GrantsVersion, IReadOnlyList<Grant> Grants)
{
    private const string VersionClaim = "gis:grants";
    private const string GrantClaim = "gis:grant";

    private const string AccountClaim = "gis:account";
    private const string NameClaim = "gis:name";
    private const string DisplayNameClaim = "gis:display-name";

    /// <summary>Null for whoever did not sign in.</summary>
    public long? Account { get; init; }

    /// <summary>The account's name; empty for whoever did not sign in.</summary>
    public string Name { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public static Viewer Of(ClaimsPrincipal person) => new(
        person.FindFirst(VersionClaim)?.Value ?? "",
        [.. person.FindAll(GrantClaim).Select(claim => Grant.Parse(claim.Value)).OfType<Grant>()])
    {
        Account = AccountOf(person),
        Name = person.FindFirst(NameClaim)?.Value ?? "",
        DisplayName = person.FindFirst(DisplayNameClaim)?.Value ?? "",
    };

    /// <summary>Null for whoever did not sign in.</summary>
    public static long? AccountOf(ClaimsPrincipal person) =>
        person.FindFirst(AccountClaim) is { } claim ? long.Parse(claim.Value, CultureInfo.InvariantCulture) : null;

    /// <summary>Administers everything: a layer lies in all areas, so whoever changes what is said of it does.</summary>
    public bool AdministersAll(AreaTree areas) => Grants.Any(grant => grant.Role == "administrator" && grant.Layers.Count == 0 && areas.Tops.Contains(grant.AreaCode));
}
