using System.Text;
using System.Text.Json;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Replay;

/// <summary>
/// Messages recorded from a broker, one a line: JSON objects with <c>topic</c> and <c>payload</c> (a text, or the JSON itself) as <c>mosquitto_sub -F '%j'</c>
/// or <c>'%J'</c> writes them, or topic, blank, payload as <c>mosquitto_sub -v</c> does.
/// </summary>
internal sealed class MessageForm : IRecordedForm
{
    public string Name => "messages of a broker";

    public IReadOnlyList<string> Remarks => [];

    public IEnumerable<RecordedItem> Read(Stream file) => BoundedLines.Read(file, MessageOf);

    /// <summary>The line begins with a topic that the field protocol knows.</summary>
    public static bool IsTopicLine(ReadOnlySpan<byte> line) =>
        line.IndexOf((byte)' ') is > 0 and <= 512 and var end && IsTopic(Encoding.UTF8.GetString(line[..end]));

    private static RecordedItem MessageOf(int line, byte[] bytes)
    {
        if (bytes.AsSpan().TrimStart(" \uFEFF"u8).StartsWith("{"u8))
        {
            return FromJson(line, bytes);
        }

        if (!IsTopicLine(bytes))
        {
            return new RecordedFault(line, "neither a JSON object with topic and payload nor a topic of the field protocol and its payload");
        }

        var end = Array.IndexOf(bytes, (byte)' ');
        return Message(line, Encoding.UTF8.GetString(bytes, 0, end), bytes[(end + 1)..], heardAt: null);
    }

    private static RecordedItem FromJson(int line, byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var one = document.RootElement;
            if (one.Text("topic", 1_024) is not { } topic || !one.TryGet("payload", out var payload))
            {
                return new RecordedFault(line, "the object has no topic or no payload");
            }

            var content = payload.ValueKind == JsonValueKind.String ? payload.GetString()! : payload.GetRawText();
            return IsTopic(topic)
                ? Message(line, topic, Encoding.UTF8.GetBytes(content), HeardAt(one))
                : new RecordedFault(line, $"'{(topic.Length <= 80 ? topic : topic[..80])}' is no topic of the field protocol on which devices speak");
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return new RecordedFault(line, "the line is no JSON object");
        }
    }

    private static RecordedMessage Message(int line, string topic, byte[] payload, DateTimeOffset? heardAt) =>
        new(line, topic, topic.StartsWith("hj212/", StringComparison.Ordinal) ? PacketForm.Ended(payload) : payload, heardAt);

    /// <summary>mosquitto_sub writes <c>tst</c> with the zone of the machine: 2026-11-03T11:55:00.123456Z+0800; from version 2.0.15 on without the Z.</summary>
    private static DateTimeOffset? HeardAt(JsonElement one)
    {
        var text = one.Text("tst")?.Replace("Z+", "+", StringComparison.Ordinal).Replace("Z-", "-", StringComparison.Ordinal);
        return text is null ? null : JsonFields.FromIso(text.Length > 5 && text[^5] is '+' or '-' ? text.Insert(text.Length - 2, ":") : text);
    }

    private static bool IsTopic(string topic) =>
        topic == FieldRights.FrigateTopic || FieldTopic.TryParse(topic, default, out _, out _);
}
