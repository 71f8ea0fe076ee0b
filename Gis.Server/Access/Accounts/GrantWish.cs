using System.Text.RegularExpressions;

namespace Gis.Server.Access.Accounts;

/// <summary>A grant as it is asked for: role and area by name.</summary>
internal sealed partial record GrantWish(string? Role, string? AreaCode, IReadOnlyList<string>? Layers)
{
    public const string LayersAccepted = "layer ids: a-z, 0-9 and _, such as outfalls";

    /// <summary>The grant, or the field that is wrong with what it accepts.</summary>
    public (Grant? Grant, string? Parameter, string? Accepted) Check(AreaTree areas)
    {
        if (Roles.Parse(Role) is not { } role)
        {
            return (null, "role", Roles.Accepted);
        }

        if (AreaCode is null || !areas.Exists(AreaCode))
        {
            return (null, "areaCode", "the code of a current area, such as 130000");
        }

        return Layers is { } layers && (layers.Count == 0 || !layers.All(layer => LayerId().IsMatch(layer)))
            ? (null, "layers", LayersAccepted)
            : (new Grant(role, AreaCode, Layers), null, null);
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{1,48}$", RegexOptions.CultureInvariant)]
    private static partial Regex LayerId();
}
