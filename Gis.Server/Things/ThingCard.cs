using System.Text.Json;
using Gis.Server.ReadModel;

namespace Gis.Server.Things;

/// <summary>All that is known of one thing.</summary>
/// <param name="Incidents">Those that came from its alarms, newest first.</param>
internal sealed record ThingCard(
    long Id, [property: Words(Vocabulary.ThingKind)] string Kind, string NameZh, string NameEn, string AreaCode, double Lon, double Lat,
    JsonElement Properties, [property: Words(Vocabulary.Origin)] string Origin,
    IReadOnlyList<AliasItem> Aliases, IReadOnlyList<DatastreamItem> Datastreams, IReadOnlyList<LimitItem> Limits,
    IReadOnlyList<CameraItem> Cameras, IReadOnlyList<AlarmRow> OpenAlarms, IReadOnlyList<IncidentRow> Incidents);

/// <summary>A name under which the field knows the thing.</summary>
internal sealed record AliasItem(string Scheme, string Code);

/// <summary>What is observed of the thing, with its newest value.</summary>
internal sealed record DatastreamItem(
    long Id, string Property, [property: Words(Vocabulary.Statistic)] string Statistic, int PeriodS, string Unit, int IntervalS, LatestItem? Latest);

/// <summary>The newest value of a datastream.</summary>
internal sealed record LatestItem(DateTimeOffset Time, double? Value, double? ZsValue, string? Flag, int Quality, DateTimeOffset ReceivedAt);

/// <summary>What the thing is allowed now.</summary>
internal sealed record LimitItem(
    string Property, int PeriodS, string Basis, double? Upper, double? Lower, string Unit, string Source, DateTimeOffset ValidFrom);

/// <summary>A camera that looks at the thing.</summary>
internal sealed record CameraItem(long Id, string NameZh, string NameEn);
