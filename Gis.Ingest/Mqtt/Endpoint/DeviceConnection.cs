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
    private const int OldReceiveMaximum = 20;

    private readonly EndpointContext _context;
    private readonly ConnectRequest _request;
    private readonly IDuplexPipe _pipe;
    private readonly DeviceOutput _output;
    private readonly DeviceOutbox _outbox;
    private readonly DeviceSubscriptions _subscriptions;
    private readonly DeviceRate _rate;
    private readonly DeviceDialogue _dialogue;
    private readonly InFlight _inFlight;
    private readonly TaskCompletionSource<MqttProtocolException> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastHeard;
    private long _packetSince;
    private volatile bool _waitsForUs;

    public DeviceConnection(EndpointContext context, ConnectRequest request, string user, string clientId, IDuplexPipe pipe, DeviceOutput output)
    {
        _context = context;
        _request = request;
        _pipe = pipe;
        _output = output;
        var rights = new DeviceRights(user);
        _inFlight = new InFlight(context.Options.InFlight);
        _rate = new DeviceRate(context.Clock, context.Options.MessagesPerSecond);
        _outbox = new DeviceOutbox(
            output, request.Level, Math.Min(request.Properties.ReceiveMaximum ?? OldReceiveMaximum, context.Options.InFlight),
            request.Properties.MaximumPacketBytes ?? uint.MaxValue);
        _subscriptions = new DeviceSubscriptions(rights, context.Downlinks, this);
        _dialogue = new DeviceDialogue(request, user, rights, output, _outbox, _subscriptions, this, context.Clock);
        _lastHeard = context.Clock.GetTimestamp();
        User = user;
        ClientId = clientId;
    }

    public override string Source => "mqtt";

    /// <summary>Names this connection among all of all ingests.</summary>
    public Guid Id { get; } = Guid.NewGuid();

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
                    _dialogue.Received(message.PacketId);
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
                    goodbye = _dialogue.Handle(head, body);
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
        foreach (var message in _dialogue.Arrived)
        {
            if (_rate.Take() is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, _context.Clock, cancellationToken);
            }

            await _inFlight.EnterAsync(cancellationToken);
            await _context.Inbox.AddAsync(message, cancellationToken);
        }

        _dialogue.Arrived.Clear();
        Volatile.Write(ref _lastHeard, _context.Clock.GetTimestamp());
        _waitsForUs = false;
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
            await _context.Inbox.AddAsync(new FieldMessage(will.Topic, will.Payload, _context.Clock.GetUtcNow(), this) { Sender = User }, cancellationToken);
        }
    }
}
