using Gis.Demo.Terrain;

namespace Gis.Demo.Seeding;

/// <summary>A thing to be registered. Its code is its name in the field: alias, MQTT user and part of its topics.</summary>
internal sealed record PlannedThing(
    string Kind, string Scheme, string Code, string NameZh, string NameEn, string AreaCode, LonLat At,
    IReadOnlyDictionary<string, object> Properties, IReadOnlyList<PlannedStream> Streams, IReadOnlyList<PlannedLimit> Limits);
