namespace Gis.Ingest.Hj212;

/// <summary>What each command code of HJ 212 is to us.</summary>
internal static class Hj212Commands
{
    public const string SetClock = "1012";
    public const string TimeRequest = "1013";
    public const string SetPassword = "1072";
    public const string RealTime = "2011";
    public const string FacilityStates = "2021";
    public const string Day = "2031";
    public const string FacilityHours = "2041";
    public const string Minute = "2051";
    public const string Hour = "2061";
    public const string FurnaceMean = "2111";
    public const string RequestAnswer = "9011";
    public const string ExecutionResult = "9012";
    public const string NoticeAnswer = "9013";
    public const string DataAnswer = "9014";
    public const string Heartbeat = "9015";

    /// <summary>Seconds of the period whose figures the command carries; 0 for the device's own minute period; null for other commands.</summary>
    public static int? PeriodS(string cn) => cn switch
    {
        Minute => 0,
        FurnaceMean => 300,
        Hour => 3_600,
        Day => 86_400,
        _ => null,
    };

    /// <summary>The kind under which a message about the device is kept.</summary>
    public static string NoteKind(string cn) => cn switch
    {
        "1001" => "hardware",
        "1000" or "1061" or "1063" => "interval",
        "1011" => "clock",
        TimeRequest => "time_request",
        "2013" => "raw_data",
        FacilityStates => "facility_state",
        FacilityHours => "facility_hours",
        "2052" => "noise_run",
        "2062" => "standard_check",
        "2081" => "logger_start",
        "3015" => "sample_kept",
        "3017" => "sampling_cycle",
        "3018" => "analysis_time",
        "3019" => "instrument_id",
        "3020" => "log",
        RequestAnswer => "request_answer",
        ExecutionResult => "execution_result",
        NoticeAnswer => "notice_answer",
        DataAnswer => "data_answer",
        Heartbeat => "heartbeat",
        _ => "command",
    };

    /// <summary>Whether a device that asks for it gets a 9014: data and notes that it sends, not answers, notices and commands of a host.</summary>
    public static bool IsUpload(string cn) => cn is not (RequestAnswer or ExecutionResult or NoticeAnswer or DataAnswer or TimeRequest
        or "1000" or "1002" or SetClock or "1014" or "1062" or "1064" or SetPassword or "2012" or "2022"
        or "3011" or "3012" or "3013" or "3014" or "3016" or "3021" or "3022" or "3024");
}
