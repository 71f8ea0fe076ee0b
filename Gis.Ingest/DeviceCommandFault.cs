namespace Gis.Ingest;

/// <summary>Why a command can't be sent: which part of the wish is wrong, and what would be taken.</summary>
public sealed record DeviceCommandFault(string Parameter, string Accepted);
