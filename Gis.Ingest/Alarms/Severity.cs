namespace Gis.Ingest.Alarms;

/// <summary>How bad an alarm is, mildest first.</summary>
internal enum Severity
{
    Notice,
    Blue,
    Yellow,
    Orange,
    Red,
}
