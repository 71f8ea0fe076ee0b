using System.Text.RegularExpressions;

namespace Gis.Server.Access;

/// <summary>What an account may be called.</summary>
internal static partial class AccountName
{
    public const string Accepted = "2 to 63 of a-z 0-9 . _ -, beginning with a letter or digit";

    public static bool IsValid(string? name) => name is not null && Shape().IsMatch(name);

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{1,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
