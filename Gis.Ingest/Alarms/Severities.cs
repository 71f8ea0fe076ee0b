namespace Gis.Ingest.Alarms;

/// <summary>Severities as the store writes them.</summary>
internal static class Severities
{
    private static readonly string[] Words = ["notice", "blue", "yellow", "orange", "red"];

    public static string ToWord(this Severity severity) => Words[(int)severity];

    public static Severity Parse(string word) => (Severity)Array.IndexOf(Words, word);

    public static Severity Worst(Severity one, Severity other) => one > other ? one : other;
}
