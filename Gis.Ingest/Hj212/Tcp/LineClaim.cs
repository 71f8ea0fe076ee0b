namespace Gis.Ingest.Hj212.Tcp;

/// <summary>What became of a connection's claim to speak for an MN.</summary>
internal enum LineClaim
{
    Taken,

    /// <summary>Refused, and the first of a row that is: worth a note.</summary>
    Flapping,
    Refused,
}
