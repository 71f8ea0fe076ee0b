namespace Gis.Tiles.Access;

/// <summary>One right of a caller: a role at a node of the area tree; <c>Layers</c> names the layers it reaches, empty where it names none.</summary>
internal sealed record Grant(string Role, string AreaCode, IReadOnlyList<string> Layers)
{
    public bool IsGuest => Role == "guest";

    /// <summary>Reads the claim <c>role|area|layer,layer</c>; anything else is no grant.</summary>
    public static Grant? Parse(string claim)
    {
        var parts = claim.Split('|');
        return parts.Length == 3 && parts[0].Length > 0 && parts[1].Length > 0
            ? new Grant(parts[0], parts[1], parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            : null;
    }
}
