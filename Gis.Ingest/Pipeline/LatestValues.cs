using System.Text.Json;
using Gis.Ingest.Quality;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// The newest value of each datastream among those added, whatever the order of the adding; of two at one moment the one of the later event in the live
/// log, and of one event the one added later.
/// </summary>
internal sealed class LatestValues
{
    private readonly Dictionary<long, (LatestValue Value, long Seq)> _newest = [];

    public int Count => _newest.Count;

    public void Clear() => _newest.Clear();

    /// <summary>Those that events after this one brought; by datastream, so that all writers lock rows in one order.</summary>
    public IEnumerable<LatestValue> After(long seq) =>
        _newest.Where(v => v.Value.Seq > seq).Select(v => v.Key).Order().Select(stream => _newest[stream].Value);

    /// <summary>Adds a value that the event of this number brought.</summary>
    public void Add(ValueRow row, long seq)
    {
        if (IsNewest(row.Stream.Id, row.At, seq))
        {
            _newest[row.Stream.Id] = (LatestValue.Of(row), seq);
        }
    }

    /// <summary>Adds the values of one live event, as <see cref="LiveEventPayload.WriteObservations"/> wrote them.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public void AddEvent(ReadOnlySpan<byte> observations, DateTimeOffset receivedAt, long seq)
    {
        var json = new Utf8JsonReader(observations);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            json.Read();   // its thing
            json.Read();
            var datastream = json.GetInt64();
            json.Read();
            var at = DateTimeOffset.UnixEpoch.AddTicks(
                json.TryGetInt64(out var ms) ? ms * TimeSpan.TicksPerMillisecond : (long)(json.GetDecimal() * TimeSpan.TicksPerMillisecond));
            var value = NumberOrNull(ref json);
            var (zsValue, flag, quality) = ReadRest(ref json);
            if (IsNewest(datastream, at, seq))
            {
                _newest[datastream] = (new LatestValue(datastream, at, value, zsValue, flag, quality, receivedAt), seq);
            }
        }
    }

    /// <summary>Reads to the end of the row, which may be short.</summary>
    private static (double? ZsValue, char? Flag, ValueQuality Quality) ReadRest(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndArray)
        {
            return (null, null, ValueQuality.Valid);
        }

        double? zsValue = json.TokenType == JsonTokenType.Null ? null : json.GetDouble();
        json.Read();
        var flag = json.TokenType == JsonTokenType.Null ? (char?)null : json.ValueIsEscaped ? json.GetString()![0] : (char)json.ValueSpan[0];
        json.Read();
        var quality = (ValueQuality)json.GetInt16();
        json.Read();
        return (zsValue, flag, quality);
    }

    private bool IsNewest(long datastream, DateTimeOffset at, long seq) =>
        !_newest.TryGetValue(datastream, out var known) || at > known.Value.At || (at == known.Value.At && seq >= known.Seq);

    private static double? NumberOrNull(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.Null ? null : json.GetDouble();
    }
}
