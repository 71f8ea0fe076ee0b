using System.Collections.Concurrent;
using Gis.Demo.Field;
using Gis.Demo.Physics;
using Gis.Demo.Terrain;

namespace Gis.Demo.Simulation;

/// <summary>
/// The data logger of one station: real-time values every interval, the mean of each hour and day soon after its end, and what it could not send
/// as soon as it can. It wants an answer (9014) to every packet and sends again where none comes, and does what it is told.
/// </summary>
internal sealed class LoggerDevice : IFieldDevice
{
    private const int MostResends = 3;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstWords = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan History = TimeSpan.FromHours(24);
    private static readonly TimeSpan CloseWatch = TimeSpan.FromMinutes(12);
    private static readonly TimeSpan SoFarEvery = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Loggers send on the quarter minute: together enough for the store to take them in one go, apart enough to be even.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private readonly FieldThing _station;
    private readonly StationVoice _voice;
    private readonly FieldTally _tally;
    private readonly IFieldLink _link;
    private readonly CommandEar _ear;
    private readonly CancellationTokenSource _end = new();
    private readonly TimeProvider _clock;
    private readonly TimeSpan _interval;
    private readonly ulong _key;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _unanswered = new();
    private DateTimeOffset _nextRealtime;
    private DateTimeOffset _nextHour;
    private DateTimeOffset _historyFrom;
    private DateTimeOffset _nextDay;
    private DateTimeOffset? _dischargeSince;
    private DateTimeOffset _nextSoFar;

    /// <param name="station">What it stands at.</param>
    /// <param name="signal">What it measures.</param>
    /// <param name="link">Makes its way to the system, given who hears what comes back.</param>
    /// <param name="interval">How often it sends.</param>
    /// <param name="heardUntil">Until when it was heard in an earlier run.</param>
    /// <param name="tally">Counts for all.</param>
    /// <param name="clock">Tells the time.</param>
    public LoggerDevice(
        FieldThing station, ISignal signal, Func<Action<byte[]>, IFieldLink> link, TimeSpan interval, DateTimeOffset? heardUntil, FieldTally tally,
        TimeProvider clock)
    {
        _station = station;
        _voice = new StationVoice(station, signal);
        _tally = tally;
        _clock = clock;
        _interval = interval;
        _key = Dice.Hash(station.Code);
        _link = link(Hear);
        _ear = new CommandEar(
            station.Code, _voice, SendAsync, (packet, cancellationToken) => _link.PublishAsync(UpTopic, packet, cancellationToken), clock);
        var now = clock.GetUtcNow();
        var oldest = HourOf(now - History).AddHours(1);
        _nextHour = heardUntil is { } until && HourOf(until) > oldest ? HourOf(until) : oldest;
        _nextDay = DayOf(heardUntil ?? now.AddDays(-1));
        _nextRealtime = now + (FirstWords * Share(1));
        _historyFrom = now + FirstWords + (TimeSpan.FromMinutes(4) * Share(2));
    }

    public string Code => _station.Code;

    public FieldThing Station => _station;

    private string UpTopic => $"hj212/{_station.Code}/up";

    private DateTimeOffset HourDue => Later(_nextHour.AddHours(1) + OnBeat(TimeSpan.FromMinutes(10), 3), _historyFrom);

    private DateTimeOffset DayDue => Later(_nextDay.AddDays(1).AddMinutes(5) + OnBeat(TimeSpan.FromMinutes(25), 4), _historyFrom);

    public DateTimeOffset FirstDue(DateTimeOffset now) => _nextRealtime;

    /// <summary>From now on this station is in the middle of a discharge, and tells of it at once.</summary>
    public void BeginDischarge(DateTimeOffset since) => _dischargeSince = since;

    public async Task<DateTimeOffset> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var watched = _dischargeSince is { } since && now - since < CloseWatch;
        if (Faults.IsSilent(_key, now) && !watched)
        {
            return now + _interval;
        }

        if (_nextRealtime <= now || watched)
        {
            await SendAsync(sentAt => _voice.Realtime(now, sentAt), cancellationToken);
            _nextRealtime = NextSlot(now);
        }

        if (watched && _nextSoFar <= now)
        {
            var hour = HourOf(now);
            _nextSoFar = now + SoFarEvery;
            await SendAsync(sentAt => _voice.HourSoFar(hour, Later(hour, _dischargeSince!.Value), now, sentAt), cancellationToken);
        }

        await SendMeansAsync(now, cancellationToken);
        return Earliest(_nextRealtime, HourDue, DayDue, watched ? now.AddSeconds(30) : DateTimeOffset.MaxValue);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _link.DisposeAsync();
        _end.Dispose();
    }

    private async Task SendMeansAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (HourDue <= now)
        {
            await SendAsync(sentAt => _voice.HourMean(_nextHour, sentAt), cancellationToken);
            _nextHour = _nextHour.AddHours(1);
        }

        while (DayDue <= now)
        {
            await SendAsync(sentAt => _voice.DayMean(_nextDay, sentAt), cancellationToken);
            _nextDay = _nextDay.AddDays(1);
        }
    }

    private async Task SendAsync(Func<DateTimeOffset, Hj212Packet> build, CancellationToken cancellationToken)
    {
        var packet = build(_clock.GetUtcNow());
        var answered = _unanswered[packet.Qn] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            FieldTally.Count(ref _tally.Packets);
            for (var attempt = 0; attempt <= MostResends; attempt++)
            {
                await _link.PublishAsync(UpTopic, packet.Bytes, cancellationToken);
                if (await AnsweredAsync(answered.Task, cancellationToken))
                {
                    FieldTally.Count(ref _tally.Answered);
                    return;
                }

                FieldTally.Count(ref attempt < MostResends ? ref _tally.Resent : ref _tally.Unanswered);
            }
        }
        finally
        {
            _unanswered.TryRemove(packet.Qn, out _);
        }
    }

    private async Task<bool> AnsweredAsync(Task answered, CancellationToken cancellationToken)
    {
        try
        {
            await answered.WaitAsync(AnswerTime, _clock, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Hear(byte[] payload)
    {
        if (Hj212Packet.AnsweredQn(payload) is { } qn && _unanswered.TryGetValue(qn, out var waiting))
        {
            waiting.TrySetResult();
        }
        else if (Hj212Command.Read(payload) is { } command && _ear.IsNew(command))
        {
            _ = _ear.ObeyAsync(command, _end.Token);
        }
    }

    /// <summary>Each station has its own place within the interval, so that the load is even.</summary>
    private DateTimeOffset NextSlot(DateTimeOffset now)
    {
        var offset = OnBeat(_interval, 5);
        var slots = Math.Floor((now - offset).ToUnixTimeMilliseconds() / _interval.TotalMilliseconds) + 1;
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(slots * _interval.TotalMilliseconds)) + offset;
    }

    private TimeSpan OnBeat(TimeSpan within, int purpose)
    {
        var beat = within < 4 * Beat ? within / 4 : Beat;
        return beat * (1 + Math.Floor(within / beat * Share(purpose)));
    }

    private double Share(int purpose) => Dice.Share(_key, purpose);

    private static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private static DateTimeOffset DayOf(DateTimeOffset at) => new DateTimeOffset(at.ToOffset(Beijing).Date, Beijing).ToUniversalTime();

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earliest(params ReadOnlySpan<DateTimeOffset> times)
    {
        var earliest = DateTimeOffset.MaxValue;
        foreach (var time in times)
        {
            earliest = time < earliest ? time : earliest;
        }

        return earliest;
    }
}
