using System.Text.Json;
using Gis.Ingest.Quality;

namespace Gis.Ingest.Pipeline;

/// <summary>The newest value of each datastream among those added, whatever the order of the adding; of two at one moment the one added later.</summary>
internal sealed class LatestValues
{
    private readonly Dictionary<long, LatestValue> _newest = [];

    public int Count => _newest.Count;

    /// <summary>By datastream, so that all writers lock rows in one order.</summary>
    public IReadOnlyList<LatestValue> Values => [.. _newest.Values.OrderBy(v => v.Datastream)];

    public void Clear() => _newest.Clear();

    public void Add(LatestValue value)
    {
        if (IsNewest(value.Datastream, value.At))
        {
            _newest[value.Datastream] = value;
        }
    }

    /// <summary>Adds the values of one live event, as <see cref="LiveEventPayload.WriteObservations"/> wrote them.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public void AddEvent(ReadOnlySpan<byte> observations, DateTimeOffset receivedAt)
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
            var zsValue = NumberOrNull(ref json);
            json.Read();
            var flag = json.TokenType == JsonTokenType.Null ? (char?)null : json.ValueIsEscaped ? json.GetString()![0] : (char)json.ValueSpan[0];
            json.Read();
            if (IsNewest(datastream, at))
            {
                _newest[datastream] = new LatestValue(datastream, at, value, zsValue, flag, (ValueQuality)json.GetInt16(), receivedAt);
            }

            json.Read();
        }
    }

    private bool IsNewest(long datastream, DateTimeOffset at) => !_newest.TryGetValue(datastream, out var known) || at >= known.At;

    private static double? NumberOrNull(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.Null ? null : json.GetDouble();
    }
}
