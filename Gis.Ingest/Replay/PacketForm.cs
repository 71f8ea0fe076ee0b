using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gis.Ingest.Replay;

/// <summary>
/// Packets of HJ 212 as they went over the wire, one a line: bare, or as the text <c>raw</c> of a JSON object. They are sent as they are, damaged ones too:
/// what becomes of them is the system's to say. Only a packet that names no device can't be sent.
/// </summary>
internal sealed partial class PacketForm : IRecordedForm
{
    public string Name => "HJ 212 packets";

    public IReadOnlyList<string> Remarks => [];

    public IEnumerable<RecordedItem> Read(Stream file) => BoundedLines.Read(file, PacketOf);

    private static RecordedItem PacketOf(int line, byte[] bytes)
    {
        var text = bytes.AsSpan().TrimStart(" \uFEFF"u8).StartsWith("{"u8) ? RawIn(bytes) : bytes;
        return text is null ? new RecordedFault(line, "no JSON object with the text raw")
            : Mn().Match(Encoding.Latin1.GetString(text)) is { Success: true } mn
                ? new RecordedMessage(line, $"hj212/{mn.Groups["mn"].Value}/up", Ended(text), HeardAt: null)
                : new RecordedFault(line, "the packet names no device (MN=…;)");
    }

    /// <summary>A packet ends with CR LF, whatever the recorder made of its line end.</summary>
    public static byte[] Ended(byte[] packet) => [.. packet.AsSpan().TrimEnd("\r\n"u8), .. "\r\n"u8];

    private static byte[]? RawIn(byte[] line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement is { ValueKind: JsonValueKind.Object } one && one.TryGetProperty("raw", out var raw) && raw.ValueKind == JsonValueKind.String
                ? Encoding.UTF8.GetBytes(raw.GetString()!)
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"(?:^|;|##\d{4})MN=(?<mn>[A-Za-z0-9._:-]{1,64})(?:;|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Mn();
}
