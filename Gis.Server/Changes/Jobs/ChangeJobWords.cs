namespace Gis.Server.Changes.Jobs;

/// <summary>The closed lists of words of jobs on the wire.</summary>
internal static class ChangeJobWords
{
    public const string State = "open waiting running done failed cancelled broken";

    /// <summary>What a detection goes through, in order; the last two are the server's own.</summary>
    public static readonly string[] Stages = ["read", "normalise", "score", "threshold", "clean", "outline", "write", "patches", "pictures"];

    /// <summary>What is under way once a stage is done.</summary>
    public static string After(string stage) => Stages[Math.Min(Array.IndexOf(Stages, stage) + 1, Stages.Length - 1)];
}
