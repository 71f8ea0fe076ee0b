using System.Text.Json;
using Gis.Ingest.Lines;
using Gis.Ingest.Positions;

namespace Gis.Ingest.Pipeline;

/// <summary>Writes what <c>things/{thing}/receipts</c> carries after COMMIT: <c>{"seq","stored","duplicates","rejected":[…]}</c>.</summary>
internal static class Receipt
{
    private const int MostItems = 100;

    public static FieldAnswer Write(Envelope envelope, long sequence) => new(
        $"things/{envelope.Topic!.Code}/receipts",
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["seq"] = sequence,
            ["stored"] = envelope.Fresh + (envelope.Sorted?.Others.Count(fact => fact is UnitPosition or UnitReport) ?? 0),
            ["duplicates"] = envelope.Values - envelope.Fresh,
            ["rejected"] = envelope.Refused.Select(r => new Dictionary<string, string> { ["item"] = r.Item, ["code"] = r.Why.Code, ["reason"] = r.Why.Reason })
                .Concat(envelope.Decoded.Rejections.Select(r => new Dictionary<string, string> { ["code"] = r.Code, ["reason"] = r.Reason }))
                .Take(MostItems).ToArray(),
        }));
}
