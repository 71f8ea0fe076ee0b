namespace Gis.Server.Things.Import;

/// <summary>A thing as registered; the field knows it by scheme and alias.</summary>
internal sealed record ThingEntry(
    int Line, string Kind, string NameZh, string NameEn, string AreaCode, double Lon, double Lat, string AliasScheme, string Alias,
    string PropertiesJson, IReadOnlyList<string> Watches, IReadOnlyList<DatastreamEntry> Datastreams, IReadOnlyList<LimitEntry> Limits)
{
    /// <summary>Further names: of a LoRaWAN device, of a camera at its Frigate.</summary>
    public IReadOnlyList<(string Scheme, string Code)> FurtherNames { get; init; } = [];
}
