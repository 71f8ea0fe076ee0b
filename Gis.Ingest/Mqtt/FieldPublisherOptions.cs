namespace Gis.Ingest.Mqtt;

/// <summary>Which broker to publish to, and under what name.</summary>
public sealed class FieldPublisherOptions
{
    /// <summary><c>mqtt[s]://user:password@host:port</c>.</summary>
    public string Broker { get; set; } = "mqtt://127.0.0.1:1883";

    /// <summary>First part of the client id; the rest is drawn anew at each start, for a publisher keeps no session.</summary>
    public string Name { get; set; } = "gis-publisher";
}
