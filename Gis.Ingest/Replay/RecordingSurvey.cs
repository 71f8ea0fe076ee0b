using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Replay;

/// <summary>What the first reading of a recording finds: who speaks, from when to when, what can't be read.</summary>
internal sealed class RecordingSurvey
{
    private const int FaultsKept = 20;
    private const int MostThings = 100_000;
    private const int MostStreams = 1_000;
    private const int DayS = 86_400;

    private readonly Dictionary<string, RecordedPlace> _places = [];
    private readonly Dictionary<(string Thing, string Property, int PeriodS, string? Unit), (RecordedValue First, long Count)> _values = [];
    private readonly Dictionary<(string Scheme, string Code), HashSet<(string Property, int PeriodS)>> _senders = [];
    private readonly List<string> _faults = [];

    public long FaultCount { get; private set; }

    public long Messages { get; private set; }

    public DateTimeOffset? From { get; private set; }

    public DateTimeOffset? To { get; private set; }

    /// <summary>It holds values of days, which may only be moved by days.</summary>
    public bool HasDays { get; private set; }

    public IReadOnlyList<string> Faults => _faults;

    public IReadOnlyCollection<(string Scheme, string Code)> Senders => _senders.Keys;

    /// <summary>The datastreams of which the messages of a sender speak.</summary>
    public IReadOnlyCollection<(string Property, int PeriodS)> StreamsOf((string Scheme, string Code) sender) => _senders[sender];

    public IReadOnlyCollection<string> Things => [.. _values.Keys.Select(key => key.Thing).Concat(_places.Keys).Distinct()];

    /// <summary>One value of each thing, property, period and unit, with how many there are like it.</summary>
    public IEnumerable<(RecordedValue First, long Count)> Kinds => _values.Values;

    public void Take(RecordedItem item)
    {
        switch (item)
        {
            case RecordedPlace place:
                _places.TryAdd(place.Thing, place);
                break;
            case RecordedValue value:
                TakeValue(value);
                break;
            case RecordedMessage message:
                TakeMessage(message);
                break;
            case RecordedFault fault:
                AddFault(fault.Line, fault.Reason);
                break;
        }

        if (_senders.Count + _places.Count > MostThings || _values.Count > MostThings * 10)
        {
            throw new RecordingException($"The file names more than {MostThings} things; is the right column taken as the thing?");
        }
    }

    /// <summary>What the recording tells of things. Each observes what any of them does: a value that one station lacks in this hour may be there in the next.</summary>
    public IEnumerable<UnregisteredThing> Describe(IEnumerable<string> codes)
    {
        List<(string, int, string?)> streams = [.. _values.Keys.Select(key => (key.Property, key.PeriodS, key.Unit)).Distinct()];
        foreach (var code in codes)
        {
            var place = _places.GetValueOrDefault(code);
            yield return new UnregisteredThing(
                place?.Kind == "air_station" ? "mn" : "thing", code, place?.Kind ?? "", place?.Name ?? "", place?.AreaName ?? "", place?.Lon, place?.Lat, streams);
        }
    }

    private void TakeValue(RecordedValue value)
    {
        var key = (value.Thing, value.Property, value.PeriodS, value.Unit);
        _values[key] = _values.TryGetValue(key, out var seen) ? (seen.First, seen.Count + 1) : (value, 1);
        HasDays |= value.PeriodS > 0 && value.PeriodS % DayS == 0;
        Widen(value.At, value.End);
    }

    private void TakeMessage(RecordedMessage message)
    {
        Messages++;
        var at = MessageTimes.Latest(message.Topic, message.Payload) ?? message.HeardAt;
        if (FieldTopic.TryParse(message.Topic, message.Payload, out var topic, out var why))
        {
            TakeContent(topic, message, at);
        }
        else
        {
            AddFault(message.Line, $"{why.Code}: {why.Reason} It is sent all the same, to be refused.");
        }

        HasDays |= message.Topic.StartsWith("hj212/", StringComparison.Ordinal) && message.Payload.AsSpan().IndexOf(";CN=2031;"u8) >= 0;
        if (at is { } moment)
        {
            Widen(moment, moment);
        }
    }

    private void TakeContent(FieldTopic topic, RecordedMessage message, DateTimeOffset? at)
    {
        if (!_senders.TryGetValue((topic.Scheme, topic.Code), out var streams))
        {
            _senders.Add((topic.Scheme, topic.Code), streams = []);
        }

        if (streams.Count < MostStreams)
        {
            streams.UnionWith(MessageContent.Streams(topic, message.Payload, message.HeardAt ?? at ?? DateTimeOffset.UnixEpoch));
        }
    }

    private void Widen(DateTimeOffset first, DateTimeOffset last)
    {
        From = From is null || first < From ? first : From;
        To = To is null || last > To ? last : To;
    }

    private void AddFault(int line, string reason)
    {
        FaultCount++;
        if (_faults.Count < FaultsKept)
        {
            _faults.Add($"line {line}: {reason}");
        }
    }
}
