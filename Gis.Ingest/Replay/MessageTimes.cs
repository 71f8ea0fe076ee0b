using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gis.Ingest.Hj212;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Replay;

/// <summary>
/// The times inside a recorded message: found, and moved. In JSON those are texts that are moments and the numbers of fields that the protocol calls times;
/// in HJ 212 the fields of that name, with the check sum made anew. A packet whose check sum was wrong keeps all its bytes.
/// </summary>
internal static partial class MessageTimes
{
    private const int MostDepth = 64;
    private const int HeadLength = 6;
    private const int CrcLength = 4;

    /// <summary>The year 2286; what is larger is no time in seconds.</summary>
    private const decimal LatestS = 10_000_000_000;

    private static readonly string[] MillisecondFields = ["time", "timestamp"];
    private static readonly string[] SecondFields = ["start_time", "end_time", "frame_time"];
    private static readonly string[] LocalForms = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyyMMddHHmmss"];

    /// <summary>The latest moment that the message states; null where it states none.</summary>
    public static DateTimeOffset? Latest(string topic, byte[] payload)
    {
        DateTimeOffset? latest = null;
        TryMove(topic, payload, at => Later(at), out _);
        return latest;

        DateTimeOffset Later(DateTimeOffset at)
        {
            latest = latest is null || at > latest ? at : latest;
            return at;
        }
    }

    /// <summary>The message with each of its times moved; false when it is of a form whose times can't be moved.</summary>
    public static bool TryMove(string topic, byte[] payload, Func<DateTimeOffset, DateTimeOffset> move, [NotNullWhen(true)] out byte[]? moved)
    {
        moved = topic.StartsWith("hj212/", StringComparison.Ordinal) ? MovePackets(payload, Sanely(move))
            : topic.Contains("/snapshots/", StringComparison.Ordinal) ? payload
            : MoveJson(payload, Sanely(move));
        return moved is not null;
    }

    /// <summary>What is no time in which something was measured stays, whatever it means.</summary>
    private static Func<DateTimeOffset, DateTimeOffset> Sanely(Func<DateTimeOffset, DateTimeOffset> move) => at => CellTime.IsSane(at) ? move(at) : at;

    private static byte[] MovePackets(byte[] payload, Func<DateTimeOffset, DateTimeOffset> move)
    {
        var moved = (byte[])payload.Clone();
        var rest = 0;
        while (moved.AsSpan(rest).IndexOf("##"u8) is >= 0 and var found)
        {
            var start = rest + found;
            rest = start + 2;
            if (moved.Length < start + HeadLength || !int.TryParse(moved.AsSpan(start + 2, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || moved.Length < start + HeadLength + length + CrcLength)
            {
                continue;
            }

            var segment = moved.AsSpan(start + HeadLength, length);
            var crc = moved.AsSpan(start + HeadLength + length, CrcLength);
            if (ushort.TryParse(crc, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var stated) && stated == Hj212Crc.Compute(segment))
            {
                // One byte a character, and times keep their length: the segment is as long as before.
                Encoding.Latin1.GetBytes(PacketTime().Replace(Encoding.Latin1.GetString(segment), time => MoveDigits(time.Value, move)), segment);
                Encoding.Latin1.GetBytes(Hj212Crc.Compute(segment).ToString("X4", CultureInfo.InvariantCulture), crc);
                rest = start + HeadLength + length + CrcLength;
            }
        }

        return moved;
    }

    private static string MoveDigits(string digits, Func<DateTimeOffset, DateTimeOffset> move) =>
        Hj212Time.TryParse(digits[..14], out var at) ? Hj212Time.ToText(move(at)) + digits[14..] : digits;

    private static byte[]? MoveJson(byte[] payload, Func<DateTimeOffset, DateTimeOffset> move)
    {
        var into = new MemoryStream(payload.Length + 64);
        try
        {
            using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = MostDepth });
            using (var writer = new Utf8JsonWriter(into, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                Write(document.RootElement, "", writer, move);
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }

        return into.ToArray();
    }

    private static void Write(JsonElement element, string name, Utf8JsonWriter writer, Func<DateTimeOffset, DateTimeOffset> move)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(property.Value, property.Name, writer, move);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, name, writer, move);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(string.Join('/', element.GetString()!.Split('/').Select(part => MoveText(part, move))));
                break;
            case JsonValueKind.Number when MillisecondFields.Contains(name) && element.TryGetInt64(out var ms) && JsonFields.FromUnixMs(ms) is { } at:
                writer.WriteNumberValue(move(at).ToUnixTimeMilliseconds());
                break;
            case JsonValueKind.Number when SecondFields.Contains(name) && element.TryGetDecimal(out var s) && s is >= 0 and < LatestS:
                writer.WriteNumberValue(move(DateTimeOffset.FromUnixTimeSeconds((long)s)).ToUnixTimeSeconds() + (s - decimal.Truncate(s)));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    /// <summary>A moment in the form it had; any other text as it is. What names no zone is Beijing time.</summary>
    private static string MoveText(string text, Func<DateTimeOffset, DateTimeOffset> move)
    {
        if (text.Length is < 14 or > 40 || !char.IsAsciiDigit(text[0]))
        {
            return text;
        }

        if (JsonFields.FromIso(text) is not null)
        {
            var stated = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            var moved = move(stated.ToUniversalTime()).ToOffset(stated.Offset);
            return moved.ToString(
                text[^1] is 'Z' or 'z' ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
        }

        return LocalForms.FirstOrDefault(form => Quality.BeijingTime.Parse(text, form) is not null) is { } local
            ? move(Quality.BeijingTime.Parse(text, local)!.Value).ToOffset(Quality.BeijingTime.Offset).ToString(local, CultureInfo.InvariantCulture)
            : text;
    }

    [GeneratedRegex(@"(?<=(?:^|;)QN=)\d{17}|(?<=[=;&,-](?:Data|Begin|End|Sample|System|Alarm|Restart)Time=)\d{14}|(?<=[a-zA-Z0-9]-SampleTime=)\d{14}", RegexOptions.CultureInvariant)]
    private static partial Regex PacketTime();
}
