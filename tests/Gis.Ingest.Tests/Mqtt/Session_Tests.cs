using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gis.Ingest.Lines;
using Gis.Ingest.Mqtt;
using Gis.Ingest.Pipeline;
using Gis.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Gis.Ingest.Tests.Mqtt;

public sealed class Session_Tests : IAsyncLifetime
{
    private readonly BrokerUser _device = new("t-1", "secret-of-t-1");
    private BrokerServer _broker = null!;

    public async Task InitializeAsync() => _broker = await BrokerServer.StartAsync(_device);

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    [Fact]
    public async Task What_was_not_acknowledged_comes_again_and_what_was_does_not()
    {
        await using (var first = Start("keeper"))
        {
            await first.ConnectedAsync();
            await SendAsync("one");
            await SendAsync("two");
            var one = await first.NextAsync();
            await first.NextAsync();
            await first.Session.AcknowledgeAsync([new Envelope(one)], CancellationToken.None);
        }

        await using var second = Start("keeper");
        var again = await second.NextAsync();

        Assert.Equal(("two", true), (Encoding.UTF8.GetString(again.Payload), again.Duplicate));
        Assert.Equal(0, second.Inbox.Count);
    }

    [Fact]
    public async Task Session_comes_back_by_itself_when_the_broker_was_killed()
    {
        await using var session = Start("comes-back");
        await session.ConnectedAsync();
        await _broker.KillAsync();
        await Eventually.TrueAsync(() => !session.Session.IsConnected, "the session has seen the end");
        await _broker.StartAgainAsync();
        await session.ConnectedAsync();
        await SendAsync("after");

        Assert.Equal("after", Encoding.UTF8.GetString((await session.NextAsync()).Payload));
    }

    [Fact]
    public async Task Slow_consumer_stops_the_reading_and_loses_nothing()
    {
        await using var session = Start("slow", bufferedMessages: 10);
        Assert.True(MqttAddress.TryParse(_broker.UriOf(_device), out var address, out _));
        await using var publisher = new RunningSession(new MqttSessionOptions { Broker = address, ClientId = "fast", SessionExpiry = TimeSpan.Zero });
        await session.ConnectedAsync();
        var sent = Enumerable.Range(0, 2_000).Select(i => publisher.Session.PublishAsync(
            "things/t-1/observations", Encoding.UTF8.GetBytes(i.ToString(System.Globalization.CultureInfo.InvariantCulture)), CancellationToken.None));
        await Task.WhenAll(sent);

        Assert.True(session.Inbox.Count <= 10);
        var got = new List<string>();
        while (got.Count < 2_000)
        {
            var message = await session.NextAsync();
            got.Add(Encoding.UTF8.GetString(message.Payload));
            await session.Session.AcknowledgeAsync([new Envelope(message)], CancellationToken.None);
        }

        Assert.Equal(Enumerable.Range(0, 2_000).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), got);
    }

    [Fact]
    public async Task Publisher_learns_that_it_may_not_publish()
    {
        Assert.True(MqttAddress.TryParse(_broker.UriOf(_device), out var address, out _));
        await using var session = new RunningSession(new MqttSessionOptions { Broker = address, ClientId = "t-1", SessionExpiry = TimeSpan.Zero });

        Assert.Equal(MqttReason.NotAuthorized, await session.Session.PublishAsync("things/another/observations", "{}"u8.ToArray(), CancellationToken.None));
        Assert.False(MqttReason.IsFailure(await session.Session.PublishAsync("things/t-1/observations", "{}"u8.ToArray(), CancellationToken.None)));
    }

    [Fact]
    public async Task Publish_waits_for_a_broker_that_is_away()
    {
        await using var session = Start("patient", filters: []);
        await session.ConnectedAsync();
        await _broker.StopAsync();
        await Eventually.TrueAsync(() => !session.Session.IsConnected, "the session has seen the end");

        var publishing = session.Session.PublishAsync("things/t-1/receipts", "{}"u8.ToArray(), CancellationToken.None);
        await _broker.StartAgainAsync();

        Assert.False(MqttReason.IsFailure(await publishing.WaitAsync(Eventually.Patience)));
    }

    [Theory]
    [InlineData(new byte[] { 0x30, 0xFF, 0xFF, 0xFF, 0x7F }, MqttReason.PacketTooLarge)]
    [InlineData(new byte[] { 0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 }, MqttReason.MalformedPacket)]
    [InlineData(new byte[] { 0x34, 5, 0, 1, (byte)'a', 0, 1 }, MqttReason.ProtocolError)]
    [InlineData(new byte[] { 0x32, 6, 0, 1, (byte)'a', 0, 0, 0 }, MqttReason.MalformedPacket)]
    [InlineData(new byte[] { 0x32, 6, 0, 1, (byte)'+', 0, 1, 0 }, MqttReason.MalformedPacket)]
    [InlineData(new byte[] { 0x10, 0 }, MqttReason.ProtocolError)]
    public async Task Broken_packet_closes_the_connection_with_its_reason(byte[] packet, byte reason)
    {
        await using var scripted = new ScriptedBroker([.. ScriptedBroker.ConnectAck, .. packet]);
        await using var session = new RunningSession(new MqttSessionOptions
        {
            Broker = scripted.Address,
            ClientId = "c",
            FirstRetry = TimeSpan.FromMilliseconds(5),
        });

        await Eventually.TrueAsync(() => scripted.Connections > 1, "the session has come back");

        Assert.True(scripted.HasHeard([0xE0, 2, reason, 0]));
        Assert.Equal(0, session.Inbox.Count);
    }

    [Fact]
    public async Task Session_speaks_tls_to_the_host_that_its_authority_vouches_for()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var scripted = new ScriptedBroker(ScriptedBroker.ConnectAck, certificate);

        await using var right = Start(scripted, certificate, "localhost");
        await right.ConnectedAsync();
        await using var wrong = Start(scripted, certificate, "elsewhere");
        await Eventually.TrueAsync(() => wrong.Finished || !wrong.Session.IsConnected, "the wrong host was tried");

        Assert.True(right.Session.IsConnected);
        Assert.False(wrong.Session.IsConnected);
    }

    private static RunningSession Start(ScriptedBroker scripted, X509Certificate2 authority, string host) => new(new MqttSessionOptions
    {
        Broker = scripted.Address with { UseTls = true },
        ClientId = host,
        Tls = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    });

    private RunningSession Start(string clientId, string[]? filters = null, int bufferedMessages = 4_000)
    {
        Assert.True(MqttAddress.TryParse(_broker.SystemUri, out var address, out var why), why);
        return new RunningSession(
            new MqttSessionOptions { Broker = address, ClientId = clientId, Filters = filters ?? [$"$share/{clientId}/things/#"] }, bufferedMessages);
    }

    private async Task SendAsync(string text)
    {
        var (exitCode, output) = await MqttTool.PublishAsync(_broker, _device, "things/t-1/observations", Encoding.UTF8.GetBytes(text));
        Assert.True(exitCode == 0, output);
    }

    private sealed class RunningSession : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;

        public RunningSession(MqttSessionOptions options, int bufferedMessages = 4_000)
        {
            Inbox = new FieldInbox(bufferedMessages, 64 << 20);
            Session = new MqttSession(options, Inbox, TimeProvider.System, NullLogger<MqttSession>.Instance);
            _running = Session.RunAsync(_stop.Token);
        }

        public FieldInbox Inbox { get; }

        public MqttSession Session { get; }

        public bool Finished => _running.IsCompleted;

        public Task ConnectedAsync() => Eventually.TrueAsync(() => Session.IsConnected, "the session is connected");

        public async Task<MqttMessage> NextAsync()
        {
            using var limit = new CancellationTokenSource(Eventually.Patience);
            FieldMessage? message;
            while (!Inbox.TryTake(out message))
            {
                await Inbox.WaitAsync(limit.Token);
            }

            return (MqttMessage)message;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            Session.Dispose();
            Inbox.Dispose();
            _stop.Dispose();
        }
    }
}
