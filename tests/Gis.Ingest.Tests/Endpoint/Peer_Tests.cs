using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Gis.Ingest.Mqtt;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Endpoint;

/// <summary>Clients that nobody here wrote, against both ways in: the endpoint and the broker.</summary>
public sealed class Peer_Tests(TlsIngest rig) : EndpointTest(rig, 'p'), IClassFixture<TlsIngest>
{
    private const string Endpoint = "endpoint";
    private const string Broker = "broker";

    public static TheoryData<string, string, string, int> All()
    {
        var data = new TheoryData<string, string, string, int>();
        foreach (var peer in new[] { MqttPeer.Paho, MqttPeer.Npm })
        {
            foreach (var way in new[] { Endpoint, Broker })
            {
                foreach (var version in new[] { "311", "5" })
                {
                    for (var quality = 0; quality <= 2; quality++)
                    {
                        data.Add(peer, way, version, quality);
                    }
                }
            }
        }

        return data;
    }

    public static TheoryData<string, string> PeersAndWays() => new()
    {
        { MqttPeer.Paho, Endpoint }, { MqttPeer.Paho, Broker }, { MqttPeer.Npm, Endpoint }, { MqttPeer.Npm, Broker },
    };

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_is_published_is_stored(string peer, string way, string version, int quality)
    {
        var said = await MqttPeer.RunAsync(peer, "publish", version, quality, PortOf(way), Device, Topic, Payload("03:50:00"));

        Assert.True(said.GetProperty("acknowledged")[0].GetBoolean(), said.ToString());
        if (way == Broker || quality == 0)
        {
            await rig.UntilAsync("observation", 1, Mine);
        }

        // At the endpoint an acknowledged message is stored, not on its way.
        Assert.Equal(1, await rig.CountAsync("observation", Mine));
    }

    [Theory]
    [MemberData(nameof(PeersAndWays))]
    public async Task Client_whose_line_broke_comes_back_and_goes_on(string peer, string way)
    {
        var said = await MqttPeer.RunAsync(peer, "reconnect", "5", 1, PortOf(way), Device, Topic, Payload("03:51:00"));

        Assert.Equal(2, said.GetProperty("connected").GetArrayLength());
        await rig.UntilAsync("observation", 1, Mine);
    }

    [Theory]
    [MemberData(nameof(PeersAndWays))]
    public async Task Wrong_password_is_refused(string peer, string way)
    {
        var said = await MqttPeer.RunAsync(peer, "publish", "5", 1, PortOf(way), Device with { Password = "wrong" }, Topic, "{}");

        Assert.Contains(said.GetProperty("connected")[0].GetInt32(), new int[] { MqttReason.BadUserNameOrPassword, MqttReason.NotAuthorized });
    }

    [Theory]
    [InlineData(Endpoint)]
    [InlineData(Broker)]
    public async Task Forbidden_topic_is_refused_with_its_reason(string way)
    {
        var said = await MqttPeer.RunAsync(MqttPeer.Npm, "publish", "5", 1, PortOf(way), Device, "things/another/observations", "{}");

        Assert.Contains("Not authorized", said.GetProperty("error").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(PeersAndWays))]
    public async Task Will_of_who_dies_is_taken(string peer, string way)
    {
        await MqttPeer.RunAsync(peer, "die", "311", 1, PortOf(way), Device, Topic, Payload("03:52:00"));

        await rig.UntilAsync("observation", 1, Mine);
    }

    [Fact]
    public async Task Packet_level_client_sees_the_dialogue_of_the_standard()
    {
        var said = await MqttPeer.SpeakAsync(rig.Endpoint.Port, Device, Topic, Payload("03:53:00"));

        Assert.Equal("""[["connack",0,false],["pubrec",42],["pubcomp",42],["suback",[1,128]],["pingresp"]]""", JsonSerializer.Serialize(said));
    }

    [Theory]
    [InlineData(MqttPeer.Paho, "311")]
    [InlineData(MqttPeer.Paho, "5")]
    [InlineData(MqttPeer.Npm, "5")]
    public async Task Tls_is_spoken_to_who_trusts_the_certificate(string peer, string version)
    {
        var said = await MqttPeer.RunAsync(peer, "publish", version, 1, rig.Endpoint.TlsPort, Device, Topic, Payload("03:54:00"), rig.AuthorityFile);

        Assert.True(said.GetProperty("acknowledged")[0].GetBoolean(), said.ToString());
        Assert.Equal(1, await rig.CountAsync("observation", Mine));
    }

    [Fact]
    public async Task Certificate_of_the_authority_forDevices_stands_for_the_password()
    {
        using var certificate = rig.DeviceCertificate(Code);
        Assert.Equal(0, await KnockAsync(certificate));

        using var unknown = rig.DeviceCertificate($"no-{Code}");
        Assert.Equal(MqttReason.NotAuthorized, await KnockAsync(unknown));
    }

    [Fact]
    public async Task Certificate_of_nobody_opens_nothing()
    {
        using var certificate = rig.DeviceCertificate(Code, byAuthority: false);

        await Assert.ThrowsAnyAsync<Exception>(() => KnockAsync(certificate));
    }

    private int PortOf(string way) => way == Endpoint ? rig.Endpoint.Port : rig.Broker.Port;

    /// <summary>Connects with nothing but a certificate; the reason code of CONNACK comes back.</summary>
    private async Task<byte> KnockAsync(X509Certificate2 certificate)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", rig.Endpoint.TlsPort);
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ClientCertificates = [certificate],
            EnabledSslProtocols = SslProtocols.Tls13,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(rig.AuthorityFile) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        });
        await stream.WriteAsync(new PacketBuilder().Text("MQTT").Byte(5).Byte(2).UInt16(60).Byte(0).Text("by-certificate").ToPacket(MqttPacketType.Connect));
        var answer = new byte[4];
        await stream.ReadExactlyAsync(answer);
        return answer[3];
    }
}
