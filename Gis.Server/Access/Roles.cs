namespace Gis.Server.Access;

/// <summary>Roles as the store and the claims write them.</summary>
internal static class Roles
{
    /// <summary>Those who may read things, series, alarms, incidents and units of their areas.</summary>
    public static IReadOnlyList<Role> Readers { get; } = [Role.Inspector, Role.Commander, Role.Officer, Role.Administrator];

    public static IReadOnlyList<Role> All { get; } = [.. Readers, Role.Guest];

    public static string Accepted { get; } = string.Join(", ", All.Select(Text));

    public static string Text(this Role role) => role switch
    {
        Role.Inspector => "inspector",
        Role.Commander => "commander",
        Role.Officer => "officer",
        Role.Administrator => "administrator",
        Role.Guest => "guest",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "not a role"),
    };

    public static Role? Parse(string? text)
    {
        foreach (var role in All)
        {
            if (role.Text() == text)
            {
                return role;
            }
        }

        return null;
    }
}
