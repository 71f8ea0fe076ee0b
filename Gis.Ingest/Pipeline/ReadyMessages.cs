namespace Gis.Ingest.Pipeline;

/// <summary>
/// What is taken in and waits for the store, in arrival order. While one batch is stored the next grows here, so that a batch is as large as the load
/// asks for and a message waits for no more than the batch before its own. One adds, one takes.
/// </summary>
internal sealed class ReadyMessages(int mostMessages, long mostBytes) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _content = new(0);
    private readonly SemaphoreSlim _room = new(0);
    private List<Envelope> _waiting = [];
    private long _bytes;
    private bool _completed;

    private bool IsFull => _waiting.Count >= mostMessages || _bytes >= mostBytes;

    /// <summary>Waits while it is full; what is added at once may then go over the bound.</summary>
    public async Task AddAsync(List<Envelope> envelopes, CancellationToken cancellationToken)
    {
        while (!TryAdd(envelopes))
        {
            await _room.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Nothing more will be added.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            _content.Release();
        }
    }

    /// <summary>All that waits, once something does; empty at the end.</summary>
    public async Task<List<Envelope>> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_waiting.Count > 0 || _completed)
                {
                    var taken = _waiting;
                    if (IsFull)
                    {
                        _room.Release();
                    }

                    (_waiting, _bytes) = ([], 0);
                    return taken;
                }
            }

            await _content.WaitAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        _content.Dispose();
        _room.Dispose();
    }

    private bool TryAdd(List<Envelope> envelopes)
    {
        lock (_gate)
        {
            if (IsFull)
            {
                return false;
            }

            if (_waiting.Count == 0)
            {
                _content.Release();
            }

            _waiting.AddRange(envelopes);
            _bytes += envelopes.Sum(e => (long)e.Message.Payload.Length);
            return true;
        }
    }
}
