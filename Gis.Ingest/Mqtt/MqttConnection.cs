using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using Gis.Ingest.Lines;

namespace Gis.Ingest.Mqtt;

/// <summary>One connection to the broker, from CONNECT until it breaks: one reader, one write lock, and pings from a timer of their own.</summary>
internal sealed class MqttConnection : IAsyncDisposable
{
    private readonly MqttSessionOptions _options;
    private readonly TimeProvider _clock;
    private readonly FieldLine _line;
    private readonly Stream _stream;
    private readonly PipeReader _reader;
    private readonly SemaphoreSlim _writeLock = new(1);
    private TimeSpan _keepAlive;
    private long _lastHeard;
    private volatile bool _consumerHoldsUs;

    private MqttConnection(MqttSessionOptions options, TimeProvider clock, FieldLine line, Stream stream)
    {
        _options = options;
        _clock = clock;
        _line = line;
        _stream = stream;
        _keepAlive = options.KeepAlive;
        _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 << 10, minimumReadSize: 8 << 10, leaveOpen: true));
        _lastHeard = clock.GetTimestamp();
    }

    /// <summary>The broker still had our session, so what we did not acknowledge comes again.</summary>
    public bool SessionPresent { get; private set; }

    /// <summary>The broker has granted our subscriptions.</summary>
    public bool IsSubscribed { get; private set; }

    /// <summary>How many of our publishes may wait for their PUBACK at once.</summary>
    public int PublishWindow { get; private set; }

    /// <summary>The largest packet that the broker takes from us.</summary>
    public long LargestPacketBytes { get; private set; } = 256 << 20;

    public static async Task<MqttConnection> OpenAsync(
        MqttSessionOptions options, TimeProvider clock, FieldLine line, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ConnectTimeout);
        MqttConnection? connection = null;
        try
        {
            connection = new MqttConnection(options, clock, line, await OpenStreamAsync(options, limit.Token));
            await connection.WriteAsync(MqttWriter.Connect(options), limit.Token);
            await connection.ReadConnectAckAsync(limit.Token);
            return connection;
        }
        catch (Exception trouble)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            if (trouble is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"{options.Broker} did not answer within {options.ConnectTimeout.TotalSeconds} s.");
            }

            throw;
        }
    }

    /// <summary>Reads until the connection ends, and hands each message over in arrival order.</summary>
    public async Task ReadAsync(
        Func<MqttMessage, CancellationToken, ValueTask> deliver, Action<ushort, byte> published, CancellationToken cancellationToken)
    {
        var messages = new List<MqttMessage>();
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            Volatile.Write(ref _lastHeard, _clock.GetTimestamp());
            while (MqttFrame.TryCut(ref buffer, _options.MaxPacketBytes, out var head, out var body))
            {
                if (Handle(head, body, published) is { } message)
                {
                    messages.Add(message);
                }
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
            await DeliverAsync(messages, deliver, cancellationToken);
            if (read.IsCompleted)
            {
                throw new IOException("The broker closed the connection.");
            }
        }
    }

    /// <summary>Pings so that the broker knows us alive; ends when the broker has been silent too long.</summary>
    public async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_keepAlive / 2, _clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (!_consumerHoldsUs && _clock.GetElapsedTime(Volatile.Read(ref _lastHeard)) > _keepAlive * 1.5)
            {
                throw new MqttProtocolException(MqttReason.KeepAliveTimeout, "The broker has been silent for too long.");
            }

            await WriteAsync(MqttWriter.Ping, cancellationToken);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> packets, CancellationToken cancellationToken)
    {
        await _writeLock.WaitAsync(cancellationToken);
        try
        {
            await _stream.WriteAsync(packets, cancellationToken);
        }
        finally
        {
            _writeLock.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.CompleteAsync();
        await _stream.DisposeAsync();
    }

    private static async Task<Stream> OpenStreamAsync(MqttSessionOptions options, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Broker.Host, options.Broker.Port, cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            if (!options.Broker.UseTls)
            {
                return stream;
            }

            var secure = new SslStream(stream);
            await secure.AuthenticateAsClientAsync(
                options.Tls ?? new SslClientAuthenticationOptions { TargetHost = options.Broker.Host }, cancellationToken);
            return secure;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ReadConnectAckAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (MqttFrame.TryCut(ref buffer, _options.MaxPacketBytes, out var head, out var body))
            {
                if (head >> 4 != (int)MqttPacketType.ConnectAck)
                {
                    throw new MqttProtocolException(MqttReason.ProtocolError, "The broker's first packet is no CONNACK.");
                }

                TakeConnectAck(new MqttReader(body.ToArray()));
                _reader.AdvanceTo(buffer.Start, buffer.Start);
                return;
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                throw new IOException("The broker closed the connection before CONNACK.");
            }
        }
    }

    private void TakeConnectAck(MqttReader body)
    {
        SessionPresent = (body.ReadByte() & 1) == 1;
        var reason = body.ReadByte();
        var properties = body.Remaining > 0 ? body.ReadProperties() : default;
        if (MqttReason.IsFailure(reason))
        {
            throw new MqttProtocolException(reason, $"The broker refused us: {MqttReason.Describe(reason)}. {properties.ReasonText}");
        }

        if (properties.MaximumQos == 0)
        {
            throw new MqttProtocolException(MqttReason.ProtocolError, "The broker offers QoS 0 only; stored-then-acknowledged needs QoS 1.");
        }

        PublishWindow = Math.Min(_options.PublishesInFlight, properties.ReceiveMaximum ?? ushort.MaxValue);
        LargestPacketBytes = properties.MaximumPacketBytes ?? LargestPacketBytes;
        if (properties.ServerKeepAliveSeconds is { } seconds and > 0)
        {
            _keepAlive = TimeSpan.FromSeconds(seconds);
        }
    }

    private async ValueTask DeliverAsync(
        List<MqttMessage> messages, Func<MqttMessage, CancellationToken, ValueTask> deliver, CancellationToken cancellationToken)
    {
        _consumerHoldsUs = true;
        foreach (var message in messages)
        {
            await deliver(message, cancellationToken);
        }

        messages.Clear();
        Volatile.Write(ref _lastHeard, _clock.GetTimestamp());
        _consumerHoldsUs = false;
    }

    private MqttMessage? Handle(byte head, ReadOnlySequence<byte> body, Action<ushort, byte> published)
    {
        var reader = new MqttReader(body.IsSingleSegment ? body.FirstSpan : body.ToArray());
        switch ((MqttPacketType)(head >> 4))
        {
            case MqttPacketType.Publish:
                return MqttPublish.Read(head, ref reader, _clock.GetUtcNow(), _line, this);
            case MqttPacketType.PublishAck:
                var id = reader.ReadUInt16();
                published(id, reader.Remaining > 0 ? reader.ReadByte() : MqttReason.Success);
                return null;
            case MqttPacketType.SubscribeAck:
                RequireGranted(ref reader);
                return null;
            case MqttPacketType.PingResponse:
                return null;
            case MqttPacketType.Disconnect:
                var reason = reader.Remaining > 0 ? reader.ReadByte() : MqttReason.Success;
                throw new MqttProtocolException(reason, $"The broker ended the connection: {MqttReason.Describe(reason)}.");
            case var other:
                throw new MqttProtocolException(MqttReason.ProtocolError, $"A packet of type {(int)other} came, which nothing asked for.");
        }
    }

    private void RequireGranted(ref MqttReader reader)
    {
        reader.ReadUInt16();
        reader.ReadProperties();
        while (reader.Remaining > 0)
        {
            if (reader.ReadByte() is var reason && MqttReason.IsFailure(reason))
            {
                throw new MqttProtocolException(reason, $"The broker refused a subscription: {MqttReason.Describe(reason)}.");
            }
        }

        IsSubscribed = true;
    }
}
