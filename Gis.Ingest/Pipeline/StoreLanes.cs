namespace Gis.Ingest.Pipeline;

/// <summary>
/// Stores messages in several transactions at once, so that they wait half as long for the store as in one after the other. What comes from one
/// thing or unit stays in one lane and so in its order: a correction never overtakes what it corrects.
/// </summary>
internal sealed class StoreLanes(IReadOnlyList<StoreLane> lanes)
{
    /// <summary>A transaction costs as much as some dozen messages; fewer than these are not worth another.</summary>
    public const int LeastShare = 64;

    /// <summary>Returns when all of them are stored or kept as rejected; the messages keep their places in the list.</summary>
    public async Task StoreAsync(List<Envelope> envelopes, CancellationToken cancellationToken)
    {
        var count = Math.Clamp(envelopes.Count / LeastShare, 1, lanes.Count);
        if (count == 1)
        {
            await lanes[0].StoreAsync(envelopes, cancellationToken);
            return;
        }

        var shares = Enumerable.Range(0, count).Select(_ => new List<Envelope>((envelopes.Count / count) + LeastShare)).ToList();
        foreach (var envelope in envelopes)
        {
            shares[LaneOf(envelope, count)].Add(envelope);
        }

        await Task.WhenAll(shares.Select((share, lane) => Task.Run(() => lanes[lane].StoreAsync(share, cancellationToken), CancellationToken.None)));
    }

    private static int LaneOf(Envelope envelope, int count) => (int)((envelope.Thing?.Id ?? envelope.Unit?.Id ?? 0) % count);
}
