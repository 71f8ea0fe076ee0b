namespace Gis.Ingest.Hj212.Devices;

/// <summary>What a device says to the command whose QN it repeats: the state that follows, and why as a code.</summary>
internal sealed record CommandAnswer(string Qn, string State, string? Detail, DateTimeOffset At) : DeviceFact(At)
{
    /// <summary>Null when the code is none of an answer, or states no result.</summary>
    public static CommandAnswer? Read(string cn, string? qn, string? returned, DateTimeOffset at) => (cn, qn) switch
    {
        (_, null) => null,
        ("9011", _) when returned == "1" => new(qn, "answered", null, at),
        ("9011", _) => new(qn, "refused", RequestWord(returned), at),
        ("9012", _) when returned == "1" => new(qn, "done", null, at),
        ("9012", _) => new(qn, "failed", ExecutionWord(returned), at),
        ("9013", _) => new(qn, "done", null, at),
        _ => null,
    };

    private static string RequestWord(string? returned) => returned switch
    {
        "2" => "refused",
        "3" => "wrong-password",
        "4" => "wrong-mn",
        "5" => "wrong-system-code",
        "6" => "wrong-flag",
        "7" => "wrong-qn",
        "8" => "unknown-command",
        "9" => "wrong-check-sum",
        _ => "unknown",
    };

    private static string ExecutionWord(string? returned) => returned switch
    {
        "3" => "bad-condition",
        "4" => "timed-out",
        "5" => "busy",
        "6" => "system-fault",
        "100" => "no-data",
        _ => "unknown",
    };
}
