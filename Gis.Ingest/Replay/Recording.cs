using System.Text;
using System.Text.Json;
using Gis.Ingest.Readings;

namespace Gis.Ingest.Replay;

/// <summary>A file in one of the forms that are understood, told by its content and never by its name. It may be read any number of times.</summary>
internal sealed class Recording
{
    private const string Accepted =
        "Accepted are: hour values of the national air platform (XML), HJ 212 packets, messages of a broker (mosquitto_sub -v, or -F '%j'), an event of Frigate, "
        + "and tables (CSV) whose columns are a time, a thing and properties.";

    private readonly string _path;

    private Recording(string path, IRecordedForm form)
    {
        _path = path;
        Form = form;
    }

    public IRecordedForm Form { get; }

    public static Recording Open(ReplayWish wish, PropertyBook properties)
    {
        using var file = OpenFile(wish.Path);
        var beginning = TextEncoding.Beginning(file);
        return new Recording(wish.Path, FormOf(beginning, file) ?? new TableForm(wish, properties));
    }

    public IEnumerable<RecordedItem> Read()
    {
        using var file = OpenFile(_path);
        foreach (var item in Form.Read(file))
        {
            yield return item;
        }
    }

    private static IRecordedForm? FormOf(byte[] beginning, FileStream file)
    {
        var text = beginning.AsSpan().TrimStart("\uFEFF \t\r\n"u8);
        if (text.IsEmpty)
        {
            throw new RecordingException("The file is empty.");
        }

        var lineEnd = text.IndexOf((byte)'\n');
        var first = (lineEnd < 0 ? text : text[..lineEnd]).TrimEnd((byte)'\r');
        return text[0] switch
        {
            (byte)'<' when text.IndexOf(Encoding.UTF8.GetBytes(CnemcForm.Record)) > 0 => new CnemcForm(),
            (byte)'#' when text.StartsWith("##"u8) => new PacketForm(),
            (byte)'{' when FieldsOf(first) is { } fields => fields.Topic ? new MessageForm() : fields.Raw ? new PacketForm() : FrigateOr(file),
            // A first line that is longer than the look: a message that holds a picture.
            (byte)'{' when lineEnd < 0 && file.Length > beginning.Length && text.IndexOf("\"topic\""u8) > 0 => new MessageForm(),
            (byte)'{' => FrigateOr(file),
            (byte)'<' or (byte)'[' or 0 => throw Unknown(),
            _ => MessageForm.IsTopicLine(first) ? new MessageForm() : null,
        };
    }

    private static FrigateForm FrigateOr(FileStream file)
    {
        file.Position = 0;
        return FrigateForm.IsEvent(file) ? new FrigateForm() : throw Unknown();
    }

    /// <summary>What the JSON object of the first line holds; null when the line is none.</summary>
    private static (bool Topic, bool Raw)? FieldsOf(ReadOnlySpan<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.ToArray());
            return (document.RootElement.TryGet("topic", out _), document.RootElement.TryGet("raw", out _));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static RecordingException Unknown() => new($"The form of the file is not known. {Accepted}");

    private static FileStream OpenFile(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 64 << 10, FileOptions.SequentialScan);
            return file.CanSeek ? file : throw new IOException("it is read twice, so a pipe won't do");
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{path} can't be read: {closed.Message}", closed);
        }
    }
}
