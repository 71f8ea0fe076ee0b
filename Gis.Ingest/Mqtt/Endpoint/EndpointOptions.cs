using System.ComponentModel.DataAnnotations;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>How devices may connect straight to this ingest; settings under <c>Ingest:Endpoint</c>.</summary>
internal sealed class EndpointOptions
{
    /// <summary>The address listened on; GIS_FIELD_BIND.</summary>
    public string Bind { get; set; } = "127.0.0.1";

    /// <summary>MQTT over TCP; GIS_MQTT_DIRECT_PORT. 0 takes any free port, -1 does not listen.</summary>
    [Range(-1, 65_535)]
    public int Port { get; set; } = -1;

    /// <summary>MQTT over TLS; GIS_MQTT_DIRECT_TLS_PORT. Listened on when there is a certificate.</summary>
    [Range(-1, 65_535)]
    public int TlsPort { get; set; } = -1;

    /// <summary>PEM files of the server's certificate with its chain, and of its key.</summary>
    public string? CertificateFile { get; set; }

    public string? KeyFile { get; set; }

    /// <summary>PEM file of the authority whose client certificates are taken in place of a password; their common name is the device's user name.</summary>
    public string? ClientAuthorityFile { get; set; }

    [Range(1, 100_000)]
    public int MostConnections { get; set; } = 20_000;

    /// <summary>Connections of one user at a time. A gateway may need several.</summary>
    [Range(1, 1_000)]
    public int MostConnectionsPerUser { get; set; } = 20;

    /// <summary>Messages a second that one connection is read at; a faster one waits in its socket. A tenth of a minute's worth may come at once.</summary>
    [Range(1, 100_000)]
    public int MessagesPerSecond { get; set; } = 500;

    /// <summary>Messages of one connection that may be on their way into the store; the receive maximum of MQTT 5. More wait in the socket.</summary>
    [Range(1, 10_000)]
    public int InFlight { get; set; } = 200;

    /// <summary>Longest wait for TLS and CONNECT together.</summary>
    public TimeSpan ConnectWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time that one packet may take from its first byte to its last.</summary>
    public TimeSpan PacketWithin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often it is looked whether those who are connected are still registered, with the same password.</summary>
    public TimeSpan ChecksEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest keep-alive; a device that asks for more, or for none, is told this one (MQTT 5).</summary>
    [Range(10, 65_535)]
    public int MostKeepAliveSeconds { get; set; } = 1_200;

    /// <summary>Certificates are found under GIS_HOME/tls by their usual names, the broker's own among them.</summary>
    public void TakeFilesOf(string home)
    {
        CertificateFile = FileOf(home, "server.crt");
        KeyFile = FileOf(home, "server.key");
        ClientAuthorityFile = FileOf(home, "devices-ca.crt");
    }

    private static string? FileOf(string home, string name) => Path.Combine(home, "tls", name) is var path && File.Exists(path) ? path : null;
}
