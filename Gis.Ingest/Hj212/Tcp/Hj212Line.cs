using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text.Json;
using Gis.Ingest.Hj212.Commands;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Microsoft.AspNetCore.Connections;
using Npgsql;

namespace Gis.Ingest.Hj212.Tcp;

/// <summary>
/// One data logger's own connection. Its packets go up one by one as messages of <c>hj212/{MN}/up</c>; the pipeline stores them and then answers.
/// While too many of them are in flight the socket is not read, so that TCP holds the device.
/// </summary>
internal sealed class Hj212Line : FieldLine
{
    /// <summary>Refusals of strangers or for a wrong password, after which the connection is closed.</summary>
    private const int MostStrikes = 3;

    private static readonly TimeSpan LastAnswersWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GoodbyeWithin = TimeSpan.FromSeconds(5);

    private readonly ConnectionContext _connection;
    private readonly LineTools _tools;
    private readonly LineOutbox _outbox;
    private readonly InFlight _inFlight;
    private readonly KeepBudget _kept;
    private readonly Hj212StreamCutter _cutter = new();
    private readonly Dictionary<string, RegisteredDevice> _devices = new(StringComparer.Ordinal);
    private readonly long _begun;
    private Hj212Speaker? _wantsClock;
    private int _strikes;
    private int _keptOfStranger;

    public Hj212Line(ConnectionContext connection, LineTools tools)
    {
        _connection = connection;
        _tools = tools;
        _begun = tools.Clock.GetTimestamp();
        _inFlight = new InFlight(tools.Options.MostInFlight);
        _kept = new KeepBudget(tools.Options.MostKept, tools.Clock);
        _outbox = new LineOutbox(
            connection.Transport.Output, tools.Options.MostWaitingBytes, tools.Options.ReadsWithin, () => Close("it does not read what it is sent"));
    }

    public Guid Id { get; } = Guid.CreateVersion7();

    public override string Source => "hj212";

    private Hj212TcpOptions Options => _tools.Options;

    private IPAddress Remote => (_connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;

    private string Names => _devices.Count > 0 ? string.Join(' ', _devices.Keys) : "nobody known";

    /// <summary>Takes packets until the device leaves, is closed, or we stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await ReadAllAsync(cancellationToken) is { } why)
            {
                _tools.Logger.LineClosed(_connection.RemoteEndPoint, Names, why);
            }
            else
            {
                await SendLastAnswersAsync(cancellationToken);
            }
        }
        finally
        {
            await LeaveAsync();
        }
    }

    public override ValueTask AcknowledgeAsync(IReadOnlyList<Envelope> stored, CancellationToken cancellationToken)
    {
        _inFlight.Leave(stored.Count, stored.Where(e => e.TookSome).Sum(e => e.Decoded.Answers.Count));
        foreach (var envelope in stored)
        {
            if (envelope is { Message.Refused: null, WhyRefused.Code: "bad-password" or "unknown-device" })
            {
                if (Interlocked.Increment(ref _strikes) >= MostStrikes)
                {
                    Close("its packets are refused");
                }
            }
            else if (envelope.TookSome && envelope.Decoded.Answers.Count == 0)
            {
                SetClockIfWanted();
            }
        }

        return default;
    }

    public override bool TryAnswer(FieldAnswer answer)
    {
        _inFlight.Answered();
        if (!_outbox.TryAdd(answer.Payload))
        {
            Close("it does not read what it is sent");
            return false;
        }

        SetClockIfWanted();
        return true;
    }

    public void Close(string why)
    {
        _tools.Logger.LineClosed(_connection.RemoteEndPoint, "a device", why);
        _connection.Abort(new ConnectionAbortedException(why));
    }

    /// <summary>Waits until all that was to be sent is on its way.</summary>
    public Task WhenSentAsync(CancellationToken cancellationToken) => _outbox.WhenSentAsync(cancellationToken);

    /// <summary>Why the connection is to be closed; null when the other side has said all it had to say.</summary>
    private async Task<string?> ReadAllAsync(CancellationToken cancellationToken)
    {
        var input = _connection.Transport.Input;
        var frames = new List<Hj212Frame>();
        long? halfSince = null;
        while (true)
        {
            var (read, isLate) = await ReadAsync(input, TimeLeft(halfSince), cancellationToken);
            var dropsHalf = read.IsCompleted || (isLate && halfSince is { } since && Passed(since) >= Options.HalfPacketFor);
            if (isLate && !dropsHalf)
            {
                return await KeepNoiseAsync(_devices.Count > 0 ? "it was silent too long" : "no good packet came in time", cancellationToken);
            }

            var length = (int)read.Buffer.Length;
            var done = Cut(read.Buffer, dropsHalf, frames);
            done = dropsHalf ? length : done;
            input.AdvanceTo(read.Buffer.GetPosition(done), read.Buffer.End);
            halfSince = done == length ? null : done > 0 || halfSince is null ? _tools.Clock.GetTimestamp() : halfSince;
            foreach (var frame in frames)
            {
                if (await TakeAsync(frame, cancellationToken) is { } why)
                {
                    return why;
                }
            }

            frames.Clear();
            if (_cutter.NoiseBytes > Options.MostNoiseBytes || read.IsCompleted)
            {
                return await KeepNoiseAsync(read.IsCompleted ? null : "it sends no good packets", cancellationToken);
            }
        }
    }

    private int Cut(in ReadOnlySequence<byte> buffer, bool dropsHalf, List<Hj212Frame> into) =>
        _cutter.Cut(buffer.IsSingleSegment ? buffer.FirstSpan : buffer.ToArray(), dropsHalf, into);

    /// <summary>What has come, or after this long what had come before.</summary>
    private static async Task<(ReadResult Read, bool IsLate)> ReadAsync(PipeReader input, TimeSpan within, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(within);
        try
        {
            return (await input.ReadAsync(limit.Token), false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            input.CancelPendingRead();
            return (await input.ReadAsync(cancellationToken), true);
        }
    }

    private TimeSpan TimeLeft(long? halfSince)
    {
        var left = Options.IdleFor;
        if (_devices.Count == 0)
        {
            left = Shorter(left, Options.FirstPacketWithin - Passed(_begun));
        }

        if (halfSince is { } since)
        {
            left = Shorter(left, Options.HalfPacketFor - Passed(since));
        }

        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private TimeSpan Passed(long since) => _tools.Clock.GetElapsedTime(since);

    /// <summary>Gives one packet to the pipeline; why the connection is to be closed comes back, else null.</summary>
    private async ValueTask<string?> TakeAsync(Hj212Frame frame, CancellationToken cancellationToken)
    {
        var why = frame.Why;
        if (why is not null || !Hj212SegmentParser.TryParse(frame.Segment, out var packet, out why))
        {
            await KeepAsync(frame.Bytes, why, mn: null, cancellationToken);
            return null;
        }

        if (!_devices.ContainsKey(packet.Mn) && await AdmitAsync(packet, cancellationToken) is { } refused)
        {
            await KeepAsync(frame.Bytes, refused, packet.Mn, cancellationToken);
            return refused.Code switch
            {
                "mn-mismatch" => null,
                "flapping" => "two connections of its device take each other's place",
                _ => Interlocked.Increment(ref _strikes) >= MostStrikes ? "its packets are refused" : null,
            };
        }

        await SendUpAsync(new FieldMessage($"hj212/{packet.Mn}/up", frame.Bytes, _tools.Clock.GetUtcNow(), this), cancellationToken);
        return null;
    }

    /// <summary>Lets a device speak over this connection: registered, from where it may, with its password. Null when it may.</summary>
    private async Task<Rejection?> AdmitAsync(Hj212Packet packet, CancellationToken cancellationToken)
    {
        if (_devices.Count > 0 && !Options.AllowsGateways)
        {
            return new Rejection("mn-mismatch", "A connection carries the packets of the device that spoke on it first.");
        }

        try
        {
            if (await _tools.Door.FindAsync(packet.Mn, cancellationToken) is not { } device)
            {
                return new Rejection("unknown-device", $"No {FieldTopic.DeviceScheme} is registered as {packet.Mn}.");
            }

            return device.Access.CheckSource(Remote) ?? device.Access.CheckPassword(packet.Pw) ?? await BindAsync(device, packet, cancellationToken);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            _tools.Logger.StoreAwayForLine(packet.Mn, _connection.RemoteEndPoint, away.Message);
            throw new ConnectionAbortedException("The store is away.", away);
        }
    }

    private async Task<Rejection?> BindAsync(RegisteredDevice device, Hj212Packet packet, CancellationToken cancellationToken)
    {
        var now = _tools.Clock.GetUtcNow();
        var claim = _tools.Book.Claim(device.Mn, this);
        if (claim != LineClaim.Taken)
        {
            if (claim == LineClaim.Flapping)
            {
                _tools.Logger.Flapping(device.Mn, _connection.RemoteEndPoint);
                await _tools.Door.NoteAsync(device, new DeviceNote("flapping", now, JsonSerializer.Serialize(new { mn = device.Mn })), cancellationToken);
            }

            return new Rejection("flapping", "Connections of this device take each other's place too often; after a minute a new one is taken again.");
        }

        _devices.Add(device.Mn, device);
        var speaker = Hj212Speaker.Of(packet);
        await _tools.Door.BeginAsync(device, speaker, Id, Remote, cancellationToken);
        if (Options.SetsClocks && Hj212Time.ClockOf(packet) is { } stated && (stated - now).Duration() > Options.ClockOffBy)
        {
            var offS = Math.Round((stated - now).TotalSeconds);
            _tools.Logger.ClockSet(device.Mn, offS);
            await _tools.Door.NoteAsync(device, new DeviceNote("clock_set", now, JsonSerializer.Serialize(new { off_s = offS })), cancellationToken);
            _wantsClock = speaker;
        }

        return null;
    }

    /// <summary>After the first answer, since a device that waits for one may not look for anything else.</summary>
    private void SetClockIfWanted()
    {
        if (_wantsClock is not null && Interlocked.Exchange(ref _wantsClock, null) is { } speaker)
        {
            var now = _tools.Clock.GetUtcNow();
            _outbox.TryAdd(CommandEncoder.SetClock(speaker, Hj212Time.ToQn(now), instrument: null, now));
        }
    }

    /// <summary>Keeps what is refused, as far as the bounds allow.</summary>
    private async ValueTask KeepAsync(byte[] bytes, Rejection why, string? mn, CancellationToken cancellationToken)
    {
        var isKnown = _devices.Count > 0;
        if (isKnown ? !_kept.TryTake() : ++_keptOfStranger > MostStrikes || !_tools.Strangers.TryTake())
        {
            _tools.Metrics.NotKept();
            return;
        }

        var named = isKnown ? _devices.Keys.First() : mn ?? "-";
        await SendUpAsync(new FieldMessage($"hj212/{named}/up", bytes, _tools.Clock.GetUtcNow(), this) { Refused = why }, cancellationToken);
    }

    private async Task<string?> KeepNoiseAsync(string? why, CancellationToken cancellationToken)
    {
        if (_cutter.NoiseSample.Length > 0)
        {
            await KeepAsync(_cutter.NoiseSample, new Rejection("no-packet", "A packet begins with ## and its length."), mn: null, cancellationToken);
        }

        return why;
    }

    private async ValueTask SendUpAsync(FieldMessage message, CancellationToken cancellationToken)
    {
        await _inFlight.EnterAsync(cancellationToken);
        try
        {
            await _tools.Inbox.AddAsync(message, cancellationToken);
        }
        catch
        {
            _inFlight.Leave(1, answers: 0);
            throw;
        }
    }

    /// <summary>A device that has closed its side may still wait for answers.</summary>
    private async Task SendLastAnswersAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LastAnswersWithin);
        await _inFlight.WhenEmptyAsync(limit.Token);
        await _outbox.WhenSentAsync(limit.Token);
    }

    private async Task LeaveAsync()
    {
        if (_devices.Count > 0)
        {
            foreach (var mn in _devices.Keys)
            {
                _tools.Book.Leave(mn, this);
            }

            using var limit = new CancellationTokenSource(GoodbyeWithin);
            await _tools.Door.EndAsync(_devices.Keys, Id, limit.Token);
        }
    }
}
