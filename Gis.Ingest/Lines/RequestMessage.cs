using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Lines;

/// <summary>One message that a request sends in, under the topic that the field would use.</summary>
internal sealed record RequestMessage(string Topic, byte[] Payload)
{
    /// <summary>Why it can't be taken, where the request knows already; it is then kept as rejected and nothing else.</summary>
    public Rejection? Refused { get; init; }
}
