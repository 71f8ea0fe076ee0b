using System.Buffers;
using System.IO.Pipelines;
using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>
/// One device from its CONNECT until it leaves. Its messages go to the pipeline in order, at most <see cref="EndpointOptions.InFlight"/> at a time;
/// PUBACK and PUBREC go out when the pipeline says that they are stored, and not before.
/// </summary>
internal sealed class DeviceConnection : FieldLine
{
    private const int MostForbidden = 100;
    private const int MostReleasesAwaited = 1_000;
    private const int OldReceiveMaximum = 20;

    private readonly EndpointContext _context;
    private readonly ConnectRequest _request;
    private readonly IDuplexPipe _pipe;
    private readonly DeviceOutput _output;
    private readonly DeviceRights _rights;
    private readonly DeviceOutbox _outbox;
    private readonly DeviceSubscriptions _subscriptions;
    private readonly DeviceRate _rate;
    private readonly TopicAliases _aliases = new();
    private readonly InFlight _inFlight;
    private readonly HashSet<ushort> _awaitingRelease = [];
    private readonly TaskCompletionSource<MqttProtocolException> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<MqttMessage> _arrived = [];
    private long _lastHeard;
    private long _packetSince;
    private volatile bool _waitsForUs;
    private int _forbidden;

    public DeviceConnection(EndpointContext context, ConnectRequest request, string user, string clientId, IDuplexPipe pipe, DeviceOutput output)
    {
        _context = context;
        _request = request;
        _pipe = pipe;
        _output = output;
        _rights = new DeviceRights(user);
        _inFlight = new InFlight(context.Options.InFlight);
        _rate = new DeviceRate(context.Clock, context.Options.MessagesPerSecond);
        _outbox = new DeviceOutbox(
            output, request.Level, Math.Min(request.Properties.ReceiveMaximum ?? OldReceiveMaximum, context.Options.InFlight),
            request.Properties.MaximumPacketBytes ?? uint.MaxValue);
        _subscriptions = new DeviceSubscriptions(_rights, context.Downlinks, this);
        _lastHeard = context.Clock.GetTimestamp();
        User = user;
        ClientId = clientId;
    }

    public override string Source => "mqtt";

    public string User { get; }

    public string ClientId { get; }

    /// <summary>Reads until the device leaves, is told to go, or <paramref name="cancellationToken"/> says stop.</summary>
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var saidGoodbye = false;
        try
        {
            var reading = ReadAsync(end.Token);
            if (await Task.WhenAny(reading, _told.Task) != reading)
            {
                await end.CancelAsync();
            }

            saidGoodbye = await reading;
        }
        catch (MqttProtocolException broken)
        {
            End(broken.Reason, broken.Message);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            End(MqttReason.ServerShuttingDown, "The system stops.");
        }
        finally
        {
            _subscriptions.Close();
            await SayGoodbyeAsync();
        }

        if (!saidGoodbye && !cancellationToken.IsCancellationRequested)
        {
            await PublishWillAsync(cancellationToken);
        }
    }

    /// <summary>Tells the device to go, and why; the first reason stands.</summary>
    public void End(byte reason, string why) => _told.TrySetResult(new MqttProtocolException(reason, why));

    /// <summary>Ends a connection that has been silent for one and a half keep-alives, or that stopped in the middle of a packet.</summary>
    public void EndIfStale()
    {
        var clock = _context.Clock;
        var keepAlive = _request.KeepAliveSeconds == 0 || _request.KeepAliveSeconds > _context.Options.MostKeepAliveSeconds
            ? _context.Options.MostKeepAliveSeconds
            : _request.KeepAliveSeconds;
        // While the connection waits for room or for its turn, the silence is ours.
        if (!_waitsForUs && clock.GetElapsedTime(Volatile.Read(ref _lastHeard)) > TimeSpan.FromSeconds(keepAlive * 1.5))
        {
            End(MqttReason.KeepAliveTimeout, "Nothing was heard for one and a half keep-alives.");
        }
        else if (Volatile.Read(ref _packetSince) is not 0 and var since && clock.GetElapsedTime(since) > _context.Options.PacketWithin)
        {
            End(MqttReason.MalformedPacket, "A packet did not come to its end in time.");
        }
    }

    /// <inheritdoc/>
    public override ValueTask AcknowledgeAsync(IReadOnlyList<Envelope> stored, CancellationToken cancellationToken)
    {
        var packets = new PacketBuilder();
        var goes = false;
        foreach (var envelope in stored)
        {
            // A will has no packet to acknowledge, and took no room.
            if (envelope.Message is not MqttMessage message)
            {
                continue;
            }

            _inFlight.Leave();
            if (message.Refused is not null && _request.Level == MqttLevel.V311)
            {
                // MQTT 3.1.1 has no way to say no, and a yes would be a lie.
                goes = true;
            }
            else
            {
                Acknowledge(packets, message, envelope.WhyRefused);
            }
        }

        if (packets.Length > 0 && !_output.TryAppend(packets.Written.Span))
        {
            End(MqttReason.QuotaExceeded, "The device does not read what it is sent.");
        }
        else if (goes)
        {
            End(MqttReason.NotAuthorized, "The device may not publish to this topic.");
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override bool TryAnswer(FieldAnswer answer) =>
        _subscriptions.QualityOf(answer.Topic) is not { } quality || _outbox.TrySend(answer, quality);

    public Task FlushAsync(CancellationToken cancellationToken) => _output.FlushAsync(cancellationToken);

    private void Acknowledge(PacketBuilder into, MqttMessage message, Rejection? refused)
    {
        var reason = refused is null ? MqttReason.Success : RefusalReason.Of(refused);
        switch (message.QualityOfService)
        {
            case 1:
                DevicePackets.Acknowledge(into, MqttPacketType.PublishAck, _request.Level, message.PacketId, reason, Explain(refused));
                break;
            case 2:
                if (reason == MqttReason.Success || _request.Level == MqttLevel.V311)
                {
                    lock (_awaitingRelease)
                    {
                        _awaitingRelease.Add(message.PacketId);
                    }
                }

                DevicePackets.Acknowledge(into, MqttPacketType.PublishReceived, _request.Level, message.PacketId, reason, Explain(refused));
                break;
        }
    }

    private string? Explain(Rejection? refused) => refused is not null && !_request.Properties.WantsNoReasons ? $"{refused.Code}: {refused.Reason}" : null;

    /// <summary>True when the device said goodbye in a way that cancels its will.</summary>
    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _pipe.Input.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            var now = _context.Clock.GetTimestamp();
            Volatile.Write(ref _lastHeard, now);
            bool? goodbye = null;
            try
            {
                var unfinishedSince = Volatile.Read(ref _packetSince) is > 0 and var since ? since : now;
                while (goodbye is null && MqttFrame.TryCut(ref buffer, EndpointContext.MostPacketBytes, out var head, out var body))
                {
                    goodbye = Handle(head, body);
                    unfinishedSince = now;
                }

                Volatile.Write(ref _packetSince, buffer.IsEmpty ? 0 : unfinishedSince);
            }
            finally
            {
                _pipe.Input.AdvanceTo(buffer.Start, buffer.End);
            }

            await DeliverAsync(cancellationToken);
            if (goodbye is { } withoutWill)
            {
                return withoutWill;
            }

            if (read.IsCompleted)
            {
                return false;
            }
        }
    }

    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        _waitsForUs = true;
        foreach (var message in _arrived)
        {
            if (_rate.Take() is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, _context.Clock, cancellationToken);
            }

            await _inFlight.EnterAsync(cancellationToken);
            await _context.Inbox.AddAsync(message, cancellationToken);
        }

        _arrived.Clear();
        Volatile.Write(ref _lastHeard, _context.Clock.GetTimestamp());
        _waitsForUs = false;
    }

    /// <summary>Takes one packet; not null when it was the last: whether it cancels the will.</summary>
    private bool? Handle(byte head, ReadOnlySequence<byte> body)
    {
        var reader = new MqttReader(body.IsSingleSegment ? body.FirstSpan : body.ToArray());
        switch ((MqttPacketType)(head >> 4))
        {
            case MqttPacketType.Publish:
                _arrived.Add(ReadPublish(head, ref reader));
                return null;
            case MqttPacketType.PublishAck:
                _outbox.Acknowledged(MqttPublish.ReadPacketId(ref reader));
                return null;
            case MqttPacketType.PublishRelease when (head & 0x0F) == 0x02:
                Release(MqttPublish.ReadPacketId(ref reader));
                return null;
            case MqttPacketType.Subscribe when (head & 0x0F) == 0x02:
                Subscribe(ref reader);
                return null;
            case MqttPacketType.Unsubscribe when (head & 0x0F) == 0x02:
                Unsubscribe(ref reader);
                return null;
            case MqttPacketType.PingRequest:
                Send(DevicePackets.PingResponse);
                return null;
            case MqttPacketType.Disconnect:
                return reader.Remaining == 0 || reader.ReadByte() != MqttReason.DisconnectWithWill;
            case var other:
                throw new MqttProtocolException(MqttReason.ProtocolError, $"A packet of type {(int)other} is not for a device to send now.");
        }
    }

    private MqttMessage ReadPublish(byte head, ref MqttReader reader)
    {
        var quality = MqttPublish.QualityOf(head);
        var name = reader.ReadBytes();
        var packetId = quality > 0 ? MqttPublish.ReadPacketId(ref reader) : (ushort)0;
        var alias = _request.Level == MqttLevel.V5 ? reader.ReadProperties().TopicAlias : null;
        var topic = _aliases.Resolve(name, alias);
        if ((head & 0x01) != 0 && _request.Level == MqttLevel.V5)
        {
            throw new MqttProtocolException(MqttReason.RetainNotSupported, "Nothing is retained here; CONNACK said so.");
        }

        return new MqttMessage(topic, reader.Rest.ToArray(), packetId, quality, (head & 0x08) != 0, _context.Clock.GetUtcNow(), this, null)
        {
            Refused = _rights.MaySay(topic) ? null : Forbid(),
        };
    }

    private Rejection Forbid()
    {
        if (++_forbidden > MostForbidden)
        {
            throw new MqttProtocolException(MqttReason.QuotaExceeded, "The device goes on publishing where it may not.");
        }

        return new Rejection("forbidden-topic", $"{User} publishes to the topics that bear its own name, and to no other.");
    }

    private void Release(ushort packetId)
    {
        bool known;
        lock (_awaitingRelease)
        {
            known = _awaitingRelease.Remove(packetId);
            if (_awaitingRelease.Count > MostReleasesAwaited)
            {
                throw new MqttProtocolException(MqttReason.QuotaExceeded, "Too many messages of QoS 2 wait for their PUBREL.");
            }
        }

        var packet = new PacketBuilder();
        DevicePackets.Acknowledge(
            packet, MqttPacketType.PublishComplete, _request.Level, packetId, known ? MqttReason.Success : MqttReason.PacketIdentifierNotFound, null);
        Send(packet.Written.Span);
    }

    private void Subscribe(ref MqttReader reader)
    {
        var packetId = MqttPublish.ReadPacketId(ref reader);
        SkipProperties(ref reader);
        var filters = new List<string>();
        var reasons = new List<byte>();
        while (reader.Remaining > 0)
        {
            var filter = reader.ReadText();
            var options = reader.ReadByte();
            if ((options & 0x03) == 0x03)
            {
                throw MqttReader.Malformed("a subscription asks for QoS 3");
            }

            filters.Add(filter);
            reasons.Add(_subscriptions.Grant(filter, (byte)(options & 0x03)));
        }

        RequireSome(filters);
        var why = reasons.Exists(MqttReason.IsFailure) && !_request.Properties.WantsNoReasons
            ? $"Nothing is routed between devices here; {User} hears {_rights.HeardTopics}." : null;
        Send(DevicePackets.SubscribeAck(_request.Level, packetId, reasons, why));
        _subscriptions.Open(filters);
    }

    private void Unsubscribe(ref MqttReader reader)
    {
        var packetId = MqttPublish.ReadPacketId(ref reader);
        SkipProperties(ref reader);
        var filters = new List<string>();
        while (reader.Remaining > 0)
        {
            filters.Add(reader.ReadText());
        }

        RequireSome(filters);
        Send(DevicePackets.UnsubscribeAck(_request.Level, packetId, [.. filters.Select(_subscriptions.Remove)]));
    }

    private void SkipProperties(ref MqttReader reader)
    {
        if (_request.Level == MqttLevel.V5)
        {
            reader.ReadProperties();
        }
    }

    private static void RequireSome(List<string> filters)
    {
        if (filters.Count == 0)
        {
            throw MqttReader.Malformed("no filter is named");
        }
    }

    private void Send(ReadOnlySpan<byte> packet)
    {
        if (!_output.TryAppend(packet))
        {
            throw new MqttProtocolException(MqttReason.QuotaExceeded, "The device does not read what it is sent.");
        }
    }

    private async Task SayGoodbyeAsync()
    {
        if (_told.Task.IsCompleted)
        {
            var why = await _told.Task;
            _output.TryAppend(DevicePackets.Disconnect(_request.Level, why.Reason, why.Message));
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _output.FlushAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The will is the device's last word, taken like any other; there is nobody left to tell that it is stored.</summary>
    private async Task PublishWillAsync(CancellationToken cancellationToken)
    {
        if (_request.Will is { } will)
        {
            await _context.Inbox.AddAsync(new FieldMessage(will.Topic, will.Payload, _context.Clock.GetUtcNow(), this), cancellationToken);
        }
    }
}
