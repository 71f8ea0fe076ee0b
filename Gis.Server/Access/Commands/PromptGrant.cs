using Gis.Server.Access.Accounts;
using Gis.Server.Platform.Commands;

namespace Gis.Server.Access.Commands;

/// <summary>Reads a grant from what was typed.</summary>
internal static class PromptGrant
{
    public static Grant Of(string role, string area, string? layers, AreaTree areas)
    {
        var (grant, parameter, accepted) = new GrantWish(role, area, layers?.Split(',', StringSplitOptions.TrimEntries)).Check(areas);
        return grant ?? throw new CommandFailedException(
            $"--{(parameter == "areaCode" ? "area" : parameter)} is not understood; accepted: {accepted}.");
    }
}
