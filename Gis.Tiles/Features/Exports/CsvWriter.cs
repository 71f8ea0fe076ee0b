using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace Gis.Tiles.Features.Exports;

/// <summary>
/// Features as CSV (RFC 4180) in UTF-8 with a byte order mark, by which spreadsheets know it: id, properties, for points two coordinates, and last the
/// geometry as WKT. A text that a spreadsheet would take for a formula gets an apostrophe before it.
/// </summary>
internal sealed class CsvWriter(PipeWriter output, IReadOnlyList<string> columns, (string First, string Second)? pointNames)
{
    private const int FlushAtCharacters = 32 * 1024;
    private const string LineEnd = "\r\n";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, int> _places = columns.Select((name, place) => KeyValuePair.Create(name, place)).ToDictionary();
    private readonly string?[] _cells = new string?[columns.Count];

    public void Begin()
    {
        string[] names = ["id", .. columns, .. pointNames is { } point ? (string[])[point.First, point.Second] : [], "geometry"];
        _text.Append('\uFEFF').AppendJoin(',', names.Select(name => Cell(Guarded(name)))).Append(LineEnd);
    }

    public async ValueTask WriteAsync(FeatureRow row, CancellationToken cancellationToken)
    {
        _text.Append(row.Id);
        Properties(row.Properties);
        foreach (var cell in _cells)
        {
            _text.Append(',').Append(cell);
        }

        using (var geometry = JsonDocument.Parse(row.Geometry))
        {
            Geometry(geometry.RootElement);
        }

        _text.Append(LineEnd);
        if (_text.Length >= FlushAtCharacters)
        {
            await FlushAsync(cancellationToken);
        }
    }

    public ValueTask EndAsync(CancellationToken cancellationToken) => FlushAsync(cancellationToken);

    private void Properties(ReadOnlyMemory<byte> json)
    {
        Array.Clear(_cells);
        using var properties = JsonDocument.Parse(json);
        foreach (var property in properties.RootElement.EnumerateObject())
        {
            if (_places.TryGetValue(property.Name, out var place))
            {
                _cells[place] = property.Value.ValueKind switch
                {
                    JsonValueKind.Null => null,
                    JsonValueKind.String => Cell(Guarded(property.Value.GetString()!)),
                    _ => Cell(property.Value.GetRawText()),
                };
            }
        }
    }

    /// <param name="geometry">GeoJSON, or null.</param>
    private void Geometry(JsonElement geometry)
    {
        var hasShape = geometry.ValueKind == JsonValueKind.Object;
        if (pointNames is not null)
        {
            var point = hasShape && geometry.GetProperty("type").ValueEquals("Point") && geometry.GetProperty("coordinates") is { } at && at.GetArrayLength() > 1 ? at : default;
            _text.Append(',').Append(point.ValueKind == JsonValueKind.Array ? point[0].GetRawText() : "").Append(',').Append(point.ValueKind == JsonValueKind.Array ? point[1].GetRawText() : "");
        }

        _text.Append(',');
        if (hasShape)
        {
            _text.Append('"');
            GeoJsonWkt.Append(_text, geometry);
            _text.Append('"');
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var chunk in _text.GetChunks())
        {
            Encoding.UTF8.GetBytes(chunk.Span, output);
        }

        _text.Clear();
        var flushed = await output.FlushAsync(cancellationToken);
        if (flushed.IsCompleted)
        {
            throw new OperationCanceledException("Nobody reads on.");
        }
    }

    private static string Guarded(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;

    private static string Cell(string text) => text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
