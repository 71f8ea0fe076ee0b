using System.Security.Claims;

namespace Gis.Tiles.Access;

/// <summary>Who asks: read from the claims that authentication leaves, whichever process runs it.</summary>
internal sealed record Viewer(string GrantsVersion, IReadOnlyList<Grant> Grants)
{
    private const string VersionClaim = "gis:grants";
    private const string GrantClaim = "gis:grant";

    public static Viewer Of(ClaimsPrincipal person) => new(
        person.FindFirst(VersionClaim)?.Value ?? "",
        [.. person.FindAll(GrantClaim).Select(claim => Grant.Parse(claim.Value)).OfType<Grant>()]);
}
