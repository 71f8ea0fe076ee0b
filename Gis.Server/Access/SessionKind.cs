namespace Gis.Server.Access;

/// <summary>The kinds of secret that stand in table session.</summary>
internal static class SessionKind
{
    public const string Browser = "browser";
    public const string Api = "api";
    public const string SignInLink = "sign_in_link";
}
