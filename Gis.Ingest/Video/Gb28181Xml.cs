using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Quality;

namespace Gis.Ingest.Video;

/// <summary>
/// A GB/T 28181 alarm as the device itself writes it: XML, often in GB 2312 or GBK, put into the JSON that <see cref="Gb28181Alarm"/> reads. Without
/// document types, entities of its own or anything from elsewhere.
/// </summary>
internal static class Gb28181Xml
{
    private const int MostDepth = 8;
    private const int MostElements = 64;
    private const int MostChars = 512;
    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss"];

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = VideoDecoder.MostBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    static Gb28181Xml() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Told apart from JSON by the first character that is not blank.</summary>
    public static bool IsXml(ReadOnlySpan<byte> payload)
    {
        var text = payload.StartsWith("\uFEFF"u8) ? payload[3..] : payload;
        return text.TrimStart(Blanks) is [(byte)'<', ..];
    }

    /// <param name="payload">The XML.</param>
    /// <param name="json">The alarm as JSON in UTF-8.</param>
    /// <param name="why">What would be accepted.</param>
    public static bool TryToJson(ReadOnlyMemory<byte> payload, [NotNullWhen(true)] out byte[]? json, [NotNullWhen(false)] out Rejection? why)
    {
        json = null;
        if (payload.Length > VideoDecoder.MostBytes)
        {
            why = new Rejection("too-large", $"The message has {payload.Length} bytes; at most {VideoDecoder.MostBytes} are accepted.");
            return false;
        }

        string root;
        Dictionary<string, string> fields;
        try
        {
            (root, fields) = ReadFields(payload.Span);
        }
        catch (XmlException malformed)
        {
            why = new Rejection("bad-xml", $"The message is no plain XML of at most {MostDepth} levels (line {malformed.LineNumber}).");
            return false;
        }

        if (root != "Notify" || fields.GetValueOrDefault("CmdType") != "Alarm")
        {
            why = new Rejection("bad-video-event", "Of GB/T 28181 the Notify with CmdType Alarm is taken.");
            return false;
        }

        json = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>
        {
            ["deviceId"] = fields.GetValueOrDefault("DeviceID"),
            ["sn"] = Whole(fields, "SN"),
            ["priority"] = Whole(fields, "AlarmPriority"),
            ["method"] = Whole(fields, "AlarmMethod"),
            ["type"] = Whole(fields, "AlarmType"),
            ["eventType"] = Whole(fields, "EventType"),
            ["alarmTime"] = Moment(fields.GetValueOrDefault("AlarmTime")),
            ["description"] = fields.GetValueOrDefault("AlarmDescription"),
            ["lon"] = Number(fields, "Longitude"),
            ["lat"] = Number(fields, "Latitude"),
        });
        why = null;
        return true;
    }

    /// <summary>The name of the outermost element, and the texts of all elements by their names; of a name that comes twice, the first.</summary>
    private static (string Root, Dictionary<string, string> Fields) ReadFields(ReadOnlySpan<byte> payload)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        using var stream = new MemoryStream(payload.TrimStart(Blanks).ToArray());
        using var reader = XmlReader.Create(stream, Settings);
        var (root, name) = ("", "");
        while (reader.Read())
        {
            if (reader.Depth > MostDepth || fields.Count > MostElements)
            {
                throw new XmlException("The document is larger than an alarm.");
            }

            if (reader.NodeType == XmlNodeType.Element)
            {
                name = reader.LocalName;
                root = reader.Depth == 0 ? name : root;
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && reader.Value.Trim() is { Length: <= MostChars } text)
            {
                fields.TryAdd(name, text);
            }
        }

        return (root, fields);
    }

    private static long? Whole(Dictionary<string, string> fields, string name) =>
        long.TryParse(fields.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    private static double? Number(Dictionary<string, string> fields, string name) =>
        double.TryParse(fields.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>With +08:00 where it names no zone; what is no time is passed on, to be refused by name.</summary>
    private static string? Moment(string? text) =>
        BeijingTime.Parse(text, TimeForms) is { } at ? at.ToOffset(BeijingTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture) : text;
}
