namespace Gis.Testing;

/// <summary>Somebody with grants in a test system: as a program with a token, and as a browser with a session.</summary>
/// <param name="Program">Sends the token in the header.</param>
/// <param name="Browser">Sends the cookie, our own Origin and the header that a change needs.</param>
/// <param name="HubHeaders">What a browser sends when it opens the live hub.</param>
public sealed record TestPerson(
    long Account, string Name, HttpClient Program, HttpClient Browser, IReadOnlyDictionary<string, string> HubHeaders);
