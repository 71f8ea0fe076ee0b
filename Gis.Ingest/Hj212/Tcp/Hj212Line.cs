using System.Buffers;
using System.IO.Pipelines;
using Gis.Ingest.Hj212.Commands;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Microsoft.AspNetCore.Connections;

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

    private readonly ConnectionContext _connection;
    private readonly LineTools _tools;
    private readonly LineOutbox _outbox;
    private readonly InFlight _inFlight;
    private readonly KeepBudget _kept;
    private readonly Hj212StreamCutter _cutter = new();
    private readonly LineDevices _devices;
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
        _devices = new LineDevices(this, connection, tools);
        _kept = new KeepBudget(tools.Options.MostKept, tools.Clock);
        _outbox = new LineOutbox(
            connection.Transport.Output, tools.Options.MostWaitingBytes, tools.Options.ReadsWithin, () => Close("it does not read what it is sent"));
    }

    public Guid Id { get; } = Guid.CreateVersion7();

    public override string Source => "hj212";

    private Hj212TcpOptions Options => _tools.Options;

    /// <summary>Takes packets until the device leaves, is closed, or we stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await ReadAllAsync(cancellationToken) is { } why)
            {
                _tools.Logger.LineClosed(_connection.RemoteEndPoint, _devices.Names, why);
            }
            else
            {
                await SendLastAnswersAsync(cancellationToken);
            }
        }
        finally
        {
            await _devices.LeaveAsync();
        }
    }

    public override ValueTask AcknowledgeAsync(IReadOnlyList<Envelope> stored, CancellationToken cancellationToken)
    {
        _inFlight.Leave(stored.Count, stored.Where(e => e is { WhyRefused: null, Decoded.HasAnswers: true }).Sum(e => e.Decoded.Answers.Count));
        foreach (var envelope in stored)
        {
            if (envelope is { Message.Refused: null, WhyRefused.Code: "bad-password" or "unknown-device" })
            {
                if (Interlocked.Increment(ref _strikes) >= MostStrikes)
                {
                    Close("its packets are refused");
                }
            }
            else if (envelope is { WhyRefused: null, Decoded.HasAnswers: false })
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
        _tools.Logger.LineClosed(_connection.RemoteEndPoint, _devices.Names, why);
        _connection.Abort(new ConnectionAbortedException(why));
    }

    /// <summary>Sets the clock of this device once the packet at hand is stored and answered.</summary>
    public void SetClockAfterAnswer(Hj212Speaker speaker) => _wantsClock = speaker;

    /// <summary>Waits until all that was to be sent is on its way.</summary>
    public Task WhenSentAsync(CancellationToken cancellationToken) => _outbox.WhenSentAsync(cancellationToken);

    /// <summary>Why the connection is to be closed; null when the other side has said all it had to say.</summary>
    private async Task<string?> ReadAllAsync(CancellationToken cancellationToken)
    {
        var input = _connection.Transport.Input;
        var frames = new List<Hj212Frame>();
        long? halfSince = null;
        var heardAt = _begun;
        while (true)
        {
            var (read, isLate) = await ReadAsync(input, TimeLeft(heardAt, halfSince), cancellationToken);
            heardAt = isLate ? heardAt : _tools.Clock.GetTimestamp();
            var dropsHalf = read.IsCompleted || (isLate && halfSince is { } since && Passed(since) >= Options.HalfPacketFor);
            if (isLate && !dropsHalf && TimeLeft(heardAt, halfSince) == TimeSpan.Zero)
            {
                return await KeepNoiseAsync(!_devices.IsEmpty ? "it was silent too long" : "no good packet came in time", cancellationToken);
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

    /// <summary>Until the next of the bounds is met; whole milliseconds, rounded up, since timers know no smaller ones.</summary>
    private TimeSpan TimeLeft(long heardAt, long? halfSince)
    {
        var left = Options.IdleFor - Passed(heardAt);
        if (_devices.IsEmpty)
        {
            left = Shorter(left, Options.FirstPacketWithin - Passed(_begun));
        }

        if (halfSince is { } since)
        {
            left = Shorter(left, Options.HalfPacketFor - Passed(since));
        }

        return left > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : TimeSpan.Zero;
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

        if (await _devices.AdmitAsync(packet, cancellationToken) is { } refused)
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
        var first = _devices.First;
        if (first is not null ? !_kept.TryTake() : ++_keptOfStranger > MostStrikes || !_tools.Strangers.TryTake())
        {
            _tools.Metrics.NotKept();
            return;
        }

        await SendUpAsync(new FieldMessage($"hj212/{first ?? mn ?? "-"}/up", bytes, _tools.Clock.GetUtcNow(), this) { Refused = why }, cancellationToken);
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
}
