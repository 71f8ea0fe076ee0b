using System.Text.Json;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Replay;

/// <summary>One event of Frigate as a JSON document over several lines, with or without comments, as its manual and its logs show them.</summary>
internal sealed class FrigateForm : IRecordedForm
{
    private const int MostBytes = 1 << 20;
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public string Name => "an event of Frigate";

    public IReadOnlyList<string> Remarks => [];

    public static bool IsEvent(Stream file) => EventIn(file) is not null;

    public IEnumerable<RecordedItem> Read(Stream file)
    {
        yield return EventIn(file) is { } payload
            ? new RecordedMessage(1, FieldRights.FrigateTopic, payload, HeardAt: null)
            : new RecordedFault(1, "no event of Frigate");
    }

    /// <summary>The event as strict JSON. Reviews, triggers and updates of descriptions are other messages of Frigate.</summary>
    private static byte[]? EventIn(Stream file)
    {
        try
        {
            using var document = file.Length <= MostBytes ? JsonDocument.Parse(file, Lenient) : null;
            return document?.RootElement is { } root && root.Text("type") is "new" or "update" or "end"
                && root.TryGet("after", out var after) && after.Text("label") is not null && after.Text("camera") is not null
                    ? JsonSerializer.SerializeToUtf8Bytes(root)
                    : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
