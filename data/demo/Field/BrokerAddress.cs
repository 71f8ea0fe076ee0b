namespace Gis.Demo.Field;

/// <summary>Where the broker listens for the field.</summary>
internal readonly record struct BrokerAddress(string Host, int Port);
