using System.Threading.Channels;

namespace Gis.Server.Live;

/// <summary>What waits for one viewer. It is bounded: a viewer that does not keep up is told to begin anew, and costs no memory.</summary>
internal sealed class LiveMailbox
{
    public const int Capacity = 64;

    private readonly Channel<LiveBatch> _waiting = Channel.CreateBounded<LiveBatch>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private volatile bool _lapsed;

    /// <summary>The viewer fell behind; what came since is lost to it.</summary>
    public bool HasLapsed => _lapsed;

    public void Put(LiveBatch batch)
    {
        if (!_waiting.Writer.TryWrite(batch))
        {
            _lapsed = true;
        }
    }

    /// <summary>All that waits, after waiting for something at most this long.</summary>
    public async Task<IReadOnlyList<LiveBatch>> TakeAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        cut.CancelAfter(atMost);
        try
        {
            await _waiting.Reader.WaitToReadAsync(cut.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }

        var batches = new List<LiveBatch>();
        while (_waiting.Reader.TryRead(out var batch))
        {
            batches.Add(batch);
        }

        return batches;
    }
}
