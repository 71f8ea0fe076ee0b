using Gis.Server.ReadModel;

namespace Gis.Server.Deliveries;

/// <summary>A thing's place in the ranking.</summary>
/// <param name="Expected">Values due in the span, of all datastreams.</param>
/// <param name="Rate">Those that the transmission rate counts.</param>
/// <param name="LastDays">The transmission rate of each of the seven days up to the last; null where nothing was due or it is not counted yet.</param>
internal sealed record RankedThing(
    long ThingId, [property: Words(Vocabulary.ThingKind)] string Kind, string NameZh, string NameEn, string AreaCode, long Expected, long Present, long Missing,
    DeliveryFigures Rate, DateTimeOffset CountedAt, IReadOnlyList<double?> LastDays);
