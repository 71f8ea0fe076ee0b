namespace Gis.Ingest.Alarms;

/// <summary>How one value stands against a rule. Between is neither bad nor yet good: it keeps an alarm open.</summary>
internal enum Finding
{
    Good,
    Between,
    Bad,
}
