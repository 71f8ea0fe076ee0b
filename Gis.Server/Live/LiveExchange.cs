namespace Gis.Server.Live;

/// <summary>Between the feed and the viewers: remembers the last minute, and hands each batch to every mailbox.</summary>
internal sealed class LiveExchange
{
    private const int Remembered = 240;   // at four a second: a minute, long enough for a page to come back

    private readonly Lock _gate = new();
    private readonly Queue<LiveBatch> _recent = new();
    private readonly HashSet<LiveMailbox> _mailboxes = [];
    private long _rememberedFrom;
    private long _seq;

    public int Viewers
    {
        get
        {
            lock (_gate)
            {
                return _mailboxes.Count;
            }
        }
    }

    /// <summary>Where the feed begins; nothing before it is remembered.</summary>
    public void Begin(long seq)
    {
        lock (_gate)
        {
            (_rememberedFrom, _seq) = (seq, seq);
            _recent.Clear();
        }
    }

    public void Publish(LiveBatch batch)
    {
        lock (_gate)
        {
            _recent.Enqueue(batch);
            _seq = batch.Seq;
            if (_recent.Count > Remembered)
            {
                _rememberedFrom = _recent.Dequeue().Seq;
            }

            foreach (var mailbox in _mailboxes)
            {
                mailbox.Put(batch);
            }
        }
    }

    /// <summary>Joins without a gap: what is not in <see cref="LiveSubscription.Recent"/> will be in the mailbox.</summary>
    public LiveSubscription Join()
    {
        var mailbox = new LiveMailbox();
        lock (_gate)
        {
            _mailboxes.Add(mailbox);
            return new LiveSubscription(mailbox, [.. _recent], _rememberedFrom, _seq, () => Leave(mailbox));
        }
    }

    private void Leave(LiveMailbox mailbox)
    {
        lock (_gate)
        {
            _mailboxes.Remove(mailbox);
        }
    }
}
