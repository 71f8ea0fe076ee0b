namespace Gis.Server.Live;

/// <summary>
/// A viewer's place at the feed: what comes goes into the mailbox, and <paramref name="Recent"/> is what the feed still remembered when the viewer came,
/// covering every event after <paramref name="RememberedFrom"/> up to <paramref name="Seq"/>.
/// </summary>
internal sealed record LiveSubscription(
    LiveMailbox Mailbox, IReadOnlyList<LiveBatch> Recent, long RememberedFrom, long Seq, Action Leave) : IDisposable
{
    public void Dispose() => Leave();
}
