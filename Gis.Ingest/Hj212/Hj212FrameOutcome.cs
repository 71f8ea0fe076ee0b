namespace Gis.Ingest.Hj212;

/// <summary>What the frame reader found next.</summary>
internal enum Hj212FrameOutcome
{
    /// <summary>A whole packet whose check sum fits.</summary>
    Packet,

    /// <summary>Something that begins like a packet and is none.</summary>
    Rejected,

    /// <summary>The begin of a packet; more bytes must come.</summary>
    Incomplete,

    /// <summary>Nothing more.</summary>
    End,
}
