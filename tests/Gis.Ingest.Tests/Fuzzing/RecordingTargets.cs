using Gis.Ingest.Replay;
using Gis.Ingest.Tests.Replay;
using Gis.Testing;

namespace Gis.Ingest.Tests.Fuzzing;

/// <summary>Recordings that a person replays: files are strangers too.</summary>
internal static class RecordingTargets
{
    private static readonly ReplayWish Wish = new("recording");

    public static readonly FuzzTarget Hours = Of("air hours", 663, () => new CnemcForm(), "air-hours.xml");

    public static readonly FuzzTarget Table = Of("table of values", 4180, () => new TableForm(Wish, RecordedSample.Properties), "air-hours.csv", "river.csv");

    public static readonly FuzzTarget Packets = Of("recorded packets", 2120, () => new PacketForm(), "packets.txt");

    public static readonly FuzzTarget Messages = Of("recorded messages", 1883, () => new MessageForm(), "messages.jsonl", "messages.txt");

    public static readonly FuzzTarget Frigate = Of("recorded frigate event", 15, () => new FrigateForm(), "frigate-event.jsonc");

    public static IReadOnlyList<FuzzTarget> All { get; } = [Hours, Table, Packets, Messages, Frigate];

    private static FuzzTarget Of(string name, int seed, Func<IRecordedForm> form, params string[] samples) =>
        new(name, seed, [.. samples.Select(sample => Samples.Bytes($"recordings/{sample}"))], bytes => Read(form(), bytes));

    /// <summary>Reads all items, and moves the times of messages as a replay to now does.</summary>
    private static string Read(IRecordedForm form, byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        try
        {
            var outcome = FuzzTarget.Accepted;
            foreach (var item in form.Read(file))
            {
                outcome = item is RecordedFault ? FuzzTarget.InPart : outcome;
                if (item is RecordedMessage message)
                {
                    MessageTimes.TryMove(message.Topic, message.Payload, at => at.AddHours(1), out _);
                }
            }

            return outcome;
        }
        catch (RecordingException)
        {
            return "not a recording";
        }
    }
}
