namespace Gis.Tiles.Reading;

/// <summary>
/// Reckons how far a standby is behind its primary and which of them is read from. Both tell their places in the primary's log; what the standby has replayed
/// of what the primary had told at a time, it holds since then. Times are those of one clock of ours, so that the servers' clocks do not matter.
/// </summary>
/// <param name="limit">The standby is read from as long as it is no further behind, and the primary is taken to answer as long as it did so within this time.</param>
internal sealed class StandbyLag(TimeSpan limit)
{
    private const int MostRemembered = 1_000;

    private readonly Queue<(TimeSpan AskedAt, ulong Position)> _told = new();
    private TimeSpan? _asOf;
    private TimeSpan? _answeredAt;
    private TimeSpan _wroteAt = TimeSpan.MinValue;
    private bool _standbyAnswers;
    private bool _isPromoted;

    /// <summary>The primary was asked at this time and is at this place of its log.</summary>
    public void PrimaryTold(TimeSpan askedAt, ulong position)
    {
        _answeredAt = askedAt;
        _told.Enqueue((askedAt, position));
        if (_told.Count > MostRemembered)
        {
            _told.Dequeue();
        }
    }

    public void PrimaryFailed() => _answeredAt = null;

    /// <param name="askedAt">When it was asked.</param>
    /// <param name="replayed">How far it has replayed the primary's log; null where it follows none any more.</param>
    /// <param name="sinceLast">Time since the last transaction that it replayed, by the servers' clocks: all there is to go by until the primary has answered once.</param>
    public void StandbyTold(TimeSpan askedAt, ulong? replayed, TimeSpan? sinceLast)
    {
        (_standbyAnswers, _isPromoted) = (true, replayed is null);
        while (replayed >= (_told.TryPeek(out var next) ? next.Position : ulong.MaxValue))
        {
            _asOf = _told.Dequeue().AskedAt;
        }

        _asOf ??= askedAt - sinceLast;
    }

    public void StandbyFailed() => _standbyAnswers = false;

    /// <summary>This process has changed something, and will read it.</summary>
    public void Wrote(TimeSpan now)
    {
        _wroteAt = now;
        if (_answeredAt is { } before)
        {
            _answeredAt = now > before ? now : before;
        }
    }

    public ReadChoice Choose(TimeSpan now)
    {
        if (!_standbyAnswers)
        {
            return ReadChoice.Primary;
        }

        var age = now - _asOf;
        if (!_isPromoted && age <= limit && _asOf >= _wroteAt)
        {
            return new ReadChoice(IsStandby: true, age, IsStale: false);
        }

        return now - _answeredAt <= limit ? ReadChoice.Primary : new ReadChoice(IsStandby: true, age, IsStale: true);
    }

    /// <summary>What those who run the system are told.</summary>
    public (bool PrimaryAnswers, bool StandbyAnswers, bool IsPromoted, TimeSpan? Age) Tell(TimeSpan now) =>
        (now - _answeredAt <= limit, _standbyAnswers, _isPromoted, now - _asOf);
}
