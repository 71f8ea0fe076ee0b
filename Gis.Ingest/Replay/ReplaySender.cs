using System.Globalization;
using System.Text;
using Gis.Ingest.Pipeline;
using Npgsql;

namespace Gis.Ingest.Replay;

/// <summary>
/// Sends a recording the way the field does: a value to its datastream, a message to its topic, each with QoS 1. At the recorded pace, or as fast as the store
/// takes it: after so many messages it waits until they are in the books, so that no queue grows at the broker.
/// </summary>
internal sealed class ReplaySender(ReplayWish wish, ReplayPlan plan, NpgsqlDataSource store, BrokerLink link, TimeProvider clock)
{
    private const int MostAhead = 10_000;
    private const int MostUnknownTopics = 10_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the books must rest before they are believed: of messages nobody knows beforehand how many values are in them.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <summary>How long nothing new may come into the books before the rest is given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IReadOnlyCollection<long> _things = plan.Registry.Things;
    private readonly IReadOnlyCollection<long> _units = plan.Registry.Units;
    private readonly HashSet<string> _unknownTopics = [];
    private StoreBooks _before = new(0, 0, 0, 0, 0, 0);
    private DateTimeOffset _since;
    private long _sent;
    private long _booked;
    private long _unmovable;

    /// <summary>Sends all there is; what was cancelled is accounted for as far as it came.</summary>
    public async Task<ReplayAccount> RunAsync(IEnumerable<RecordedItem> items, CancellationToken cancellationToken)
    {
        _since = await StoreBooks.NowAsync(store, cancellationToken);
        _before = await StoreBooks.ReadAsync(store, _things, _units, [], _since, cancellationToken);
        try
        {
            await SendAsync(items, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // A person has seen enough: the account tells how far it came.
        }

        return await AccountAsync(CancellationToken.None);
    }

    private async Task SendAsync(IEnumerable<RecordedItem> items, CancellationToken cancellationToken)
    {
        var pace = new Pace(wish.Speed, clock);
        foreach (var item in items)
        {
            if (ToMessage(item) is not var (at, topic, payload))
            {
                continue;
            }

            await pace.WaitAsync(at, cancellationToken);
            await link.SendAsync(topic, payload, cancellationToken);
            _sent++;
            Expect(topic, payload);
            if (_sent % MostAhead == 0)
            {
                await SettleAsync(cancellationToken);
            }
        }
    }

    private (DateTimeOffset? At, string Topic, byte[] Payload)? ToMessage(RecordedItem item)
    {
        switch (item)
        {
            case RecordedValue value when plan.Registry.Home(value) is { } home:
                return (value.End, string.Create(CultureInfo.InvariantCulture, $"v1.1/Datastreams({home.Datastream})/Observations"), Observation(value, home.Factor));
            case RecordedMessage message when plan.Shift == TimeSpan.Zero:
                return (Time(message), message.Topic, message.Payload);
            case RecordedMessage message when MessageTimes.TryMove(message.Topic, message.Payload, at => at + plan.Shift, out var moved):
                return (Time(message), message.Topic, moved);
            case RecordedMessage:
                _unmovable++;
                return null;
            default:
                return null;
        }
    }

    private byte[] Observation(RecordedValue value, double factor)
    {
        // A product of decimals that a person would write down, not of what doubles make of them.
        var result = factor == 1 ? value.Value : double.Parse((value.Value * factor).ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var (start, end) = (value.At + plan.Shift, value.End + plan.Shift);
        var time = value.PeriodS == 0 ? Iso(start) : $"{Iso(start)}/{Iso(end)}";
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"result\":{result:R},\"phenomenonTime\":\"{time}\"}}"));
    }

    private DateTimeOffset? Time(RecordedMessage message) =>
        wish.Speed is null ? null : message.HeardAt ?? MessageTimes.Latest(message.Topic, message.Payload);

    private static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Which book will show the message.</summary>
    private void Expect(string topic, byte[] payload)
    {
        var isUnderstood = FieldTopic.TryParse(topic, payload, out var parsed, out _);
        var isKnown = isUnderstood && (parsed!.Scheme == FieldTopic.DatastreamScheme || plan.Registry.Knows(parsed.Scheme, parsed.Code));
        if (!isKnown && _unknownTopics.Count < MostUnknownTopics)
        {
            _unknownTopics.Add(topic);
        }

        // Units have no ledger, and of more topics than that the books are not asked.
        if ((isKnown && parsed!.Scheme != FieldTopic.UnitScheme) || (!isKnown && _unknownTopics.Contains(topic)))
        {
            _booked++;
        }
    }

    /// <summary>Waits until what was sent is in the books and they rest; gives what they show then.</summary>
    private async Task<StoreBooks> SettleAsync(CancellationToken cancellationToken)
    {
        await link.WhenSentAsync(cancellationToken);
        var last = new StoreBooks(0, 0, 0, 0, 0, 0);
        var changed = clock.GetTimestamp();
        while (true)
        {
            var now = await StoreBooks.ReadAsync(store, _things, _units, _unknownTopics, _since, cancellationToken) - _before;
            changed = now == last ? changed : clock.GetTimestamp();
            last = now;
            var rested = clock.GetElapsedTime(changed);
            var isWhole = now.Received + now.UnknownRefused >= _booked - link.TurnedAway;
            if ((isWhole && (plan.Messages == 0 || rested > Rest)) || rested > Patience)
            {
                return now;
            }

            await Task.Delay(Look, clock, cancellationToken);
        }
    }

    private async Task<ReplayAccount> AccountAsync(CancellationToken cancellationToken)
    {
        var books = await SettleAsync(cancellationToken);
        return new ReplayAccount
        {
            Sent = _sent,
            Acknowledged = link.Acknowledged,
            TurnedAway = link.TurnedAway,
            Unmovable = _unmovable,
            Received = books.Received + books.UnknownRefused,
            Stored = books.Stored,
            Duplicates = books.Duplicates,
            Refused = books.Refused + books.UnknownRefused,
            UnitRows = books.UnitRows,
            Reasons = await StoreBooks.ReasonsAsync(store, _things, _unknownTopics, _since, cancellationToken),
            Unaccounted = Math.Max(0, _booked - link.TurnedAway - books.Received - books.UnknownRefused),
        };
    }
}
