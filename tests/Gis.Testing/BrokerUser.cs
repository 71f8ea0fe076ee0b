namespace Gis.Testing;

/// <summary>A device or gateway that the broker lets in; its name stands in its topics.</summary>
public sealed record BrokerUser(string Name, string Password);
