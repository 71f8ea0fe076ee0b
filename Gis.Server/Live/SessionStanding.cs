namespace Gis.Server.Live;

/// <summary>What became of the session behind a stream.</summary>
internal enum SessionStanding
{
    Same,
    Changed,
    Ended,
}
