using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Gis.Ingest.Mqtt;

namespace Gis.Ingest.Tests.Mqtt;

/// <summary>A broker that says what the test tells it to say, for what a real one never does.</summary>
internal sealed class ScriptedBroker : IAsyncDisposable
{
    public static readonly byte[] ConnectAck = [0x20, 3, 0, 0, 0];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _connections;

    public ScriptedBroker(byte[] afterConnect, X509Certificate2? certificate = null)
    {
        _listener.Start();
        _serving = ServeAsync(afterConnect, certificate);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>What the client sent over all its connections.</summary>
    public MemoryStream Heard { get; } = new();

    public MqttAddress Address => new("127.0.0.1", Port, false, "u", "p");

    public bool HasHeard(ReadOnlySpan<byte> bytes)
    {
        lock (Heard)
        {
            return Heard.ToArray().AsSpan().IndexOf(bytes) >= 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync(byte[] afterConnect, X509Certificate2? certificate)
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            try
            {
                await ServeAsync(client, afterConnect, certificate);
            }
            catch (Exception gone) when (gone is IOException or System.Security.Authentication.AuthenticationException)
            {
                continue;
            }
        }
    }

    private async Task ServeAsync(TcpClient client, byte[] afterConnect, X509Certificate2? certificate)
    {
        Stream stream = client.GetStream();
        if (certificate is not null)
        {
            var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(certificate);
            stream = secure;
        }

        var buffer = new byte[4096];
        var first = true;
        int count;
        while ((count = await stream.ReadAsync(buffer, _stop.Token)) > 0)
        {
            lock (Heard)
            {
                Heard.Write(buffer, 0, count);
            }

            if (first)
            {
                first = false;
                await stream.WriteAsync(afterConnect, _stop.Token);
                Interlocked.Increment(ref _connections);
            }
        }
    }
}
