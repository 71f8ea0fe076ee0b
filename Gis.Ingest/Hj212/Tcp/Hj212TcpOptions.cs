using System.ComponentModel.DataAnnotations;

namespace Gis.Ingest.Hj212.Tcp;

/// <summary>How HJ 212 over TCP is taken, under <c>Ingest:Hj212</c>.</summary>
internal sealed class Hj212TcpOptions
{
    public const int Off = -1;

    /// <summary>0 = any free port, -1 = none.</summary>
    [Range(Off, 65_535)]
    public int Port { get; set; } = 9212;

    /// <summary>The address listened on: loopback unless GIS_FIELD_BIND opens it.</summary>
    [Required]
    public string Bind { get; set; } = "127.0.0.1";

    /// <summary>Beyond these the newest connection is closed at once.</summary>
    [Range(1, 100_000)]
    public int MostConnections { get; set; } = 10_000;

    /// <summary>A connection is closed when no byte came for so long; a device that lives sends data or a heartbeat.</summary>
    public TimeSpan IdleFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A packet must be whole so long after its first byte, else its begin is dropped.</summary>
    public TimeSpan HalfPacketFor { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A connection is closed when no good packet of a registered device came so long after it was made.</summary>
    public TimeSpan FirstPacketWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection is closed when it sent so many bytes without a good packet among them.</summary>
    [Range(1_100, 1 << 20)]
    public int MostNoiseBytes { get; set; } = 16 << 10;

    /// <summary>One connection may carry several devices. Without, the first good packet binds the connection to its MN.</summary>
    public bool AllowsGateways { get; set; }

    /// <summary>Packets of one connection that are taken and not yet stored; beyond, the connection is not read.</summary>
    [Range(1, 10_000)]
    public int MostInFlight { get; set; } = 64;

    /// <summary>Answers and commands that may wait for a device; one that lets more wait does not read and is closed.</summary>
    [Range(1_100, 1 << 24)]
    public int MostWaitingBytes { get; set; } = 64 << 10;

    /// <summary>How long a write may wait for the device to read.</summary>
    public TimeSpan ReadsWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often within a minute a new connection of the same MN may take the place of the one before.</summary>
    [Range(1, 100)]
    public int MostReplacements { get; set; } = 3;

    /// <summary>Refused packets of one connection that are kept within an hour; the others are counted only.</summary>
    [Range(1, 10_000)]
    public int MostKept { get; set; } = 60;

    /// <summary>The same for all connections together on which no registered device has spoken yet.</summary>
    [Range(1, 100_000)]
    public int MostKeptOfStrangers { get; set; } = 1_000;

    /// <summary>Sets the clock of a device that connects when it is off by more than <see cref="ClockOffBy"/>.</summary>
    public bool SetsClocks { get; set; } = true;

    public TimeSpan ClockOffBy { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a command waits for its answer before it is sent again.</summary>
    public TimeSpan AnswersWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a command is sent again before it counts as not answered.</summary>
    [Range(0, 20)]
    public int Resends { get; set; } = 3;

    /// <summary>How long the result of a command is waited for once the device has said that it will do it.</summary>
    public TimeSpan ResultsWithin { get; set; } = TimeSpan.FromMinutes(30);
}
