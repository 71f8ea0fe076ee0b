using System.Security.Claims;

namespace Gis.Ingest.Pipeline;

/// <summary>What a person may do, read from claims <c>role|area|layer,layer</c>, whichever process runs authentication.</summary>
internal static class FieldGrants
{
    /// <summary>The policy of routes by which people write what the field would: inspectors and administrators.</summary>
    public const string WriterPolicy = "gis-field-writer";

    private static readonly string[] Writers = ["inspector", "administrator"];

    /// <summary>The area nodes in which the person may write what the field would.</summary>
    public static string[] WritingAreas(ClaimsPrincipal person) => AreasOf(person, Writers);

    /// <summary>The area nodes in which the person holds one of these roles.</summary>
    public static string[] AreasOf(ClaimsPrincipal person, params string[] roles) =>
        [.. person.FindAll("gis:grant").Select(grant => grant.Value.Split('|')).Where(grant => grant is [var role, _, _] && roles.Contains(role)).Select(grant => grant[1]).Distinct()];
}
