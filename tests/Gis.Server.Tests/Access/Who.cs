namespace Gis.Server.Tests.Access;

/// <summary>Who may use a route.</summary>
internal static class Who
{
    public const string Anyone = "anyone";
    public const string LoopbackOrSignedIn = "loopback or signed in";

    public static readonly string[] Roles = ["inspector", "commander", "officer", "administrator", "guest"];

    public const string SignedIn = "inspector commander officer administrator guest";
    public const string Readers = "inspector commander officer administrator";
    public const string Watchers = "inspector commander";
    public const string Operators = "inspector administrator";
    public const string Inspectors = "inspector officer";
    public const string SheetKeepers = "officer administrator";
    public const string Officer = "officer";
    public const string Commander = "commander";
    public const string Administrator = "administrator";

    /// <summary>Whether somebody of this role (null: nobody signed in) gets past the door, asking from the machine itself or from elsewhere.</summary>
    public static bool Lets(string who, string? role, bool loopback) => who switch
    {
        Anyone => true,
        LoopbackOrSignedIn => role is not null || loopback,
        _ => role is not null && who.Split(' ').Contains(role),
    };
}
