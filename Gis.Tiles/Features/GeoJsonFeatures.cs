using System.Globalization;
using System.Text.Json;
using Gis.Tiles.Http;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Features;

/// <summary>A page of features as GeoJSON.</summary>
internal sealed class GeoJsonFeatures : IFeatureForm
{
    private const int FlushAtBytes = 256 * 1024;

    private readonly HttpResponse _response;
    private readonly TimeProvider _clock;
    private readonly Utf8JsonWriter _writer;
    private long _flushAt = FlushAtBytes;

    public GeoJsonFeatures(HttpResponse response, TimeProvider clock)
    {
        (_response, _clock) = (response, clock);
        response.ContentType = MediaTypes.GeoJson;
        _writer = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { Encoder = JsonDocumentResult.Options.Encoder, SkipValidation = true });
    }

    public void Begin()
    {
        _writer.WriteStartObject();
        _writer.WriteString("type", "FeatureCollection");
        _writer.WriteString("timeStamp", _clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        _writer.WriteStartArray("features");
    }

    public ValueTask WriteAsync(FeatureRow row, CancellationToken cancellationToken)
    {
        _writer.WriteRawValue(row.Json.Span, skipInputValidation: true);
        return _writer.BytesCommitted + _writer.BytesPending < _flushAt ? ValueTask.CompletedTask : FlushAsync(cancellationToken);
    }

    public async ValueTask EndAsync(int returned, long? matched, IReadOnlyList<OgcLink> links, CancellationToken cancellationToken)
    {
        _writer.WriteEndArray();
        _writer.WriteNumber("numberReturned", returned);
        if (matched is { } number)
        {
            _writer.WriteNumber("numberMatched", number);
        }

        _writer.WritePropertyName("links");
        OgcLink.Array([.. links]).WriteTo(_writer, JsonDocumentResult.Options);
        _writer.WriteEndObject();
        await _writer.FlushAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _flushAt += FlushAtBytes;
        await _writer.FlushAsync(cancellationToken);
        await _response.BodyWriter.FlushAsync(cancellationToken);
    }
}
