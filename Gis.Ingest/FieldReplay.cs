using Gis.Ingest.Mqtt;
using Gis.Ingest.Replay;
using Npgsql;

namespace Gis.Ingest;

/// <summary>
/// Lets the field speak again from a recording: over the broker, so that parsing, quality, alarms, ledger and roll-ups all happen as they did or would have.
/// Reads the store, and never writes to it.
/// </summary>
public sealed class FieldReplay(NpgsqlDataSource store, TimeProvider clock)
{
    private const int LackingShown = 20;

    /// <summary>Reads the whole recording once and sends nothing.</summary>
    public async Task<ReplayPlan> PlanAsync(ReplayWish wish, CancellationToken cancellationToken)
    {
        var recording = Recording.Open(wish, await PropertyBook.LoadAsync(store, cancellationToken));
        var survey = new RecordingSurvey();
        foreach (var item in recording.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            survey.Take(item);
        }

        return Plan(wish, recording.Form, survey, await ReplayRegistry.LoadAsync(store, survey.Things, survey.Senders, cancellationToken));
    }

    /// <summary>Sends what the plan has found a place for.</summary>
    /// <param name="wish">The recording, as it was planned.</param>
    /// <param name="plan">What planning found.</param>
    /// <param name="broker"><c>mqtt[s]://user:password@host:port</c>.</param>
    /// <param name="cancellationToken">Ends the sending; the account tells how far it came.</param>
    public async Task<ReplayAccount> SendAsync(ReplayWish wish, ReplayPlan plan, string broker, CancellationToken cancellationToken)
    {
        if (!MqttAddress.TryParse(broker, out var address, out var why))
        {
            throw new RecordingException(why);
        }

        var recording = Recording.Open(wish, await PropertyBook.LoadAsync(store, cancellationToken));
        await using var link = new BrokerLink(address, clock);
        await link.WhenConnectedAsync(cancellationToken);
        return await new ReplaySender(wish, plan, store, link, clock).RunAsync(recording.Read(), cancellationToken);
    }

    private static ReplayPlan Plan(ReplayWish wish, IRecordedForm form, RecordingSurvey survey, ReplayRegistry registry)
    {
        var homeless = survey.Kinds.Where(kind => registry.Home(kind.First) is null).ToList();
        var unheard = Unheard(survey, registry);
        return new ReplayPlan
        {
            Form = form.Name,
            Remarks = form.Remarks,
            Values = survey.Kinds.Sum(kind => kind.Count) - homeless.Sum(kind => kind.Count),
            Messages = survey.Messages,
            From = survey.From,
            To = survey.To,
            Shift = Shift(wish.Until, survey),
            Faults = survey.Faults,
            FaultCount = survey.FaultCount,
            Unregistered =
            [
                .. survey.Describe(survey.Things.Where(thing => registry.Thing(thing) is null)),
                .. survey.Senders.Where(sender => !registry.Knows(sender.Scheme, sender.Code))
                    .Select(sender => new UnregisteredThing(
                        sender.Scheme, sender.Code, "", "", "", null, null, [.. survey.StreamsOf(sender).Select(stream => (stream.Property, stream.PeriodS, (string?)null))])),
            ],
            Lacking =
            [
                .. homeless.Where(kind => registry.Thing(kind.First.Thing) is not null)
                    .Select(kind => $"{kind.First.Thing}: {registry.Lack(kind.First)}").Distinct().Take(LackingShown),
            ],
            LackingStreams = [.. Lacking(homeless.Select(kind => kind.First), registry), .. unheard],
            Unheard =
            [
                .. unheard.SelectMany(thing => thing.Streams.Select(stream => $"{thing.Code}: {stream.Property}: no datastream {ReplayRegistry.PeriodText(stream.PeriodS)}"))
                    .Take(LackingShown),
            ],
            UnheardCount = unheard.Sum(thing => thing.Streams.Count),
            Homeless = homeless.Sum(kind => kind.Count),
            Registry = registry,
        };
    }

    /// <summary>What registered senders say in messages and have no datastream for: it is sent, and would be noted and not stored.</summary>
    private static List<LackingThing> Unheard(RecordingSurvey survey, ReplayRegistry registry) =>
    [
        .. survey.Senders
            .Select(sender => new LackingThing(
                sender.Scheme, sender.Code,
                [
                    .. survey.StreamsOf(sender).Where(stream => registry.LacksStream(sender, stream.Property, stream.PeriodS))
                        .Order().Select(stream => (stream.Property, stream.PeriodS, (string?)null)),
                ]))
            .Where(thing => thing.Streams.Count > 0),
    ];

    private static List<LackingThing> Lacking(IEnumerable<RecordedValue> homeless, ReplayRegistry registry) =>
    [
        .. homeless.Where(registry.LacksStream).GroupBy(value => value.Thing).Select(thing => new LackingThing(
            registry.SchemeOf(thing.Key), thing.Key,
            [
                .. thing.GroupBy(value => (value.Property, value.PeriodS))
                    .Select(stream => (stream.Key.Property, stream.Key.PeriodS, stream.Select(value => value.Unit).FirstOrDefault(unit => unit is not null))),
            ])),
    ];

    /// <summary>Whole hours, so that hours stay hours; whole days where there are values of days.</summary>
    private static TimeSpan Shift(DateTimeOffset? until, RecordingSurvey survey)
    {
        if (until is not { } moment || survey.To is not { } last)
        {
            return TimeSpan.Zero;
        }

        var step = survey.HasDays ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1);
        return step * Math.Floor((moment - last) / step);
    }
}
