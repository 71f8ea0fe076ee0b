using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Lines;

/// <summary>One message from the field as it arrived; <see cref="Line"/> is where it is acknowledged and answered.</summary>
internal record FieldMessage(string Topic, byte[] Payload, DateTimeOffset ReceivedAt, FieldLine Line)
{
    /// <summary>Set by a line that knows already why the message can't be taken; it is then kept as rejected and nothing else.</summary>
    public Rejection? Refused { get; init; }

    /// <summary>The user who sent it, set by a line that knows him: where the topic holds an id, the thing behind it must bear his name.</summary>
    public string? Sender { get; init; }
}
