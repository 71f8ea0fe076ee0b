using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Gis.Ingest.Video;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// A topic taken apart: what it carries, under which scheme of names its sender is known, the sender's code, and what stands after it.
/// </summary>
internal sealed record FieldTopic(TopicKind Kind, string Scheme, string Code, string Rest)
{
    public const string UnitScheme = "unit";
    public const string DeviceScheme = "mn";

    /// <summary>Not a name but an id: the datastream of SensorThings, whose thing is the sender.</summary>
    public const string DatastreamScheme = "datastream";

    /// <summary>What to subscribe to: everything that is understood here.</summary>
    public static readonly IReadOnlyList<string> Filters =
    [
        "hj212/+/up", "things/+/observations", "v1.1/+/Observations", "meters/+/up", "meters/+/event", "application/+/device/+/event/up",
        "video/+/events", "video/+/onvif-ej/#", "video/+/snapshots/+", "frigate/events", "units/+/position", "units/+/reports",
    ];

    private const int MostCodeChars = 64;
    private const string UplinkEnd = "/event/up";
    private const string DatastreamStart = "Datastreams(";

    /// <param name="topic">Where the message was published.</param>
    /// <param name="payload">The message: one topic serves all cameras of a Frigate, and which of them speaks stands in the message alone.</param>
    /// <param name="parsed">The topic taken apart.</param>
    /// <param name="why">What topic would be accepted.</param>
    public static bool TryParse(
        string topic, ReadOnlyMemory<byte> payload, [NotNullWhen(true)] out FieldTopic? parsed, [NotNullWhen(false)] out Rejection? why)
    {
        parsed = TakeApart(topic);
        if (parsed is null || parsed.Rest.Length > 256)
        {
            parsed = null;
            why = new Rejection("unknown-topic", "The topic is none of those that the field protocol describes.");
            return false;
        }

        if (parsed.Kind == TopicKind.Frigate)
        {
            if (!FrigateEvent.TryFindCamera(payload, out var camera, out why))
            {
                parsed = null;
                return false;
            }

            parsed = parsed with { Code = camera };
        }

        if (!IsCode(parsed.Code))
        {
            parsed = null;
            why = new Rejection("bad-topic", $"A sender's code is 1 to {MostCodeChars} letters, digits and ._:-");
            return false;
        }

        why = null;
        return true;
    }

    private static FieldTopic? TakeApart(string topic) => topic.Split('/', 4) switch
    {
        ["hj212", var mn, "up"] => new(TopicKind.Hj212, DeviceScheme, mn, ""),
        ["things", var thing, "observations"] => new(TopicKind.Observations, "thing", thing, ""),
        ["v1.1", var stream, "Observations"] when DatastreamIn(stream) is { } id => new(TopicKind.SensorThings, DatastreamScheme, id, ""),
        ["meters", var meter, "up" or "event"] => new(TopicKind.Meter, "meter", meter, ""),
        ["application", _, "device", var device] when device.EndsWith(UplinkEnd, StringComparison.Ordinal) =>
            new(TopicKind.LoRaWan, "dev_eui", device[..^UplinkEnd.Length].ToLowerInvariant(), ""),
        ["video", var camera, "events"] => new(TopicKind.VideoEvent, "camera", camera, ""),
        ["video", var camera, "onvif-ej", var local] => new(TopicKind.VideoOnvif, "camera", camera, local),
        ["video", var camera, "snapshots", var key] => new(TopicKind.VideoSnapshot, "camera", camera, key),
        ["frigate", "events"] => new(TopicKind.Frigate, "frigate", "", ""),
        ["units", var unit, "position"] => new(TopicKind.UnitPosition, UnitScheme, unit, ""),
        ["units", var unit, "reports"] => new(TopicKind.UnitReport, UnitScheme, unit, ""),
        _ => null,
    };

    /// <summary>The id in <c>Datastreams(12)</c>, as the store writes it; null when there is none.</summary>
    private static string? DatastreamIn(string part) =>
        part.StartsWith(DatastreamStart, StringComparison.Ordinal) && part.EndsWith(')')
        && long.TryParse(part.AsSpan()[DatastreamStart.Length..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id.ToString(CultureInfo.InvariantCulture)
            : null;

    private static bool IsCode(string code) =>
        code.Length is > 0 and <= MostCodeChars && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-');
}
