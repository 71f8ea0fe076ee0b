using System.Diagnostics.CodeAnalysis;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// A topic taken apart: what it carries, under which scheme of names its sender is known, the sender's code, and what stands after it.
/// </summary>
internal sealed record FieldTopic(TopicKind Kind, string Scheme, string Code, string Rest)
{
    public const string UnitScheme = "unit";
    public const string DeviceScheme = "mn";

    /// <summary>What to subscribe to: everything that is understood here.</summary>
    public static readonly IReadOnlyList<string> Filters =
    [
        "hj212/+/up", "things/+/observations", "meters/+/up", "meters/+/event", "video/+/events", "video/+/onvif-ej/#", "video/+/snapshots/+",
        "units/+/position", "units/+/reports",
    ];

    private const int MostCodeChars = 64;

    public static bool TryParse(string topic, [NotNullWhen(true)] out FieldTopic? parsed, [NotNullWhen(false)] out Rejection? why)
    {
        var parts = topic.Split('/', 4);
        parsed = parts switch
        {
            ["hj212", var mn, "up"] => new(TopicKind.Hj212, DeviceScheme, mn, ""),
            ["things", var thing, "observations"] => new(TopicKind.Observations, "thing", thing, ""),
            ["meters", var meter, "up" or "event"] => new(TopicKind.Meter, "meter", meter, ""),
            ["video", var camera, "events"] => new(TopicKind.VideoEvent, "camera", camera, ""),
            ["video", var camera, "onvif-ej", var local] => new(TopicKind.VideoOnvif, "camera", camera, local),
            ["video", var camera, "snapshots", var key] => new(TopicKind.VideoSnapshot, "camera", camera, key),
            ["units", var unit, "position"] => new(TopicKind.UnitPosition, UnitScheme, unit, ""),
            ["units", var unit, "reports"] => new(TopicKind.UnitReport, UnitScheme, unit, ""),
            _ => null,
        };
        if (parsed is null || parsed.Rest.Length > 256)
        {
            parsed = null;
            why = new Rejection("unknown-topic", "The topic is none of those that the field protocol describes.");
            return false;
        }

        if (parsed.Code.Length is 0 or > MostCodeChars || !parsed.Code.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-'))
        {
            parsed = null;
            why = new Rejection("bad-topic", $"A sender's code in a topic is 1 to {MostCodeChars} letters, digits and ._:-");
            return false;
        }

        why = null;
        return true;
    }
}
