namespace Gis.BaseMap;

/// <summary>The caller asked for something that this program does not do; the message says what it would take.</summary>
internal sealed class UsageException(string message) : Exception(message);
