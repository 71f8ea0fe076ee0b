namespace Gis.Ingest.Hj212;

/// <summary>What each command code of HJ 212 is to us.</summary>
internal static class Hj212Commands
{
    public const string RealTime = "2011";
    public const string FacilityStates = "2021";
    public const string Day = "2031";
    public const string FacilityHours = "2041";
    public const string Minute = "2051";
    public const string Hour = "2061";
    public const string DataAnswer = "9014";

    /// <summary>Seconds of the period whose figures the command carries; 0 for the device's own minute period; null for other commands.</summary>
    public static int? PeriodS(string cn) => cn switch
    {
        Minute => 0,
        Hour => 3_600,
        Day => 86_400,
        _ => null,
    };

    /// <summary>The kind under which a message about the device is kept.</summary>
    public static string NoteKind(string cn) => cn switch
    {
        FacilityStates => "facility_state",
        FacilityHours => "facility_hours",
        "3020" => "log",
        "3019" => "instrument_id",
        "2081" => "logger_start",
        "9011" => "request_answer",
        "9012" => "execution_result",
        "9013" => "notice_answer",
        DataAnswer => "data_answer",
        "9015" => "heartbeat",
        _ => "command",
    };

    /// <summary>Whether a device that asks for it gets a 9014: data and notes that it sends, not answers and not commands of a host.</summary>
    public static bool IsUpload(string cn) => cn is "9015" || cn is not ("9011" or "9012" or "9013" or DataAnswer
        or "1000" or "1002" or "1012" or "1014" or "1062" or "1064" or "1072" or "2012" or "2022"
        or "3011" or "3012" or "3013" or "3014" or "3016" or "3021" or "3022" or "3024");
}
