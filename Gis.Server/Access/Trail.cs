using System.Globalization;
using System.Text.Json;
using Gis.Server.Rules;

namespace Gis.Server.Access;

/// <summary>Audit entries of what concerns people, sessions and grants.</summary>
internal static class Trail
{
    /// <summary>The actor of what is done at the machine's own prompt.</summary>
    public const string Prompt = "prompt";

    public static AuditEntry Of(Caller caller, string action, string entity, long id, object? details = null, string? area = null) =>
        Of(caller.AccountId, caller.Name, action, entity, id, details, area);

    public static AuditEntry Of(
        long? account, string actor, string action, string entity, long id, object? details = null, string? area = null) => new(
        account,
        actor,
        action,
        entity,
        id.ToString(CultureInfo.InvariantCulture),
        area,
        details is null ? "{}" : JsonSerializer.Serialize(details, JsonSerializerOptions.Web));
}
