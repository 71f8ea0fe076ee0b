using System.Collections.Frozen;
using Gis.Tiles.Layers;
using static Gis.Tiles.SensorThings.StaProperty;

namespace Gis.Tiles.SensorThings;

/// <summary>The entities of SensorThings over the store (OGC 18-088, section 8).</summary>
internal static class StaModel
{
    /// <summary>The datastreams s whose observations are read, and their values in the two tables that hold them.</summary>
    public static readonly string Streams = Read("streams");
    public static readonly string Instants = Read("instants");
    public static readonly string Periods = Read("periods");

    private const string GeoJson = "application/geo+json";
    private const string Measurement = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement";

    private static readonly string[] ById = ["id"];
    private static readonly string[] ByPlace = ["id", "at"];

    public static IReadOnlyList<StaEntity> All { get; } =
    [
        new("Thing", "Things", StaScopeKind.Register, Read("things"), ById,
            [Text("name", "{f}.name_zh"), Text("description", "{f}.name_en"), Members("properties", "{f}.properties")],
            [
                new("Locations", "Location", true, "{f}.id = {p}.id AND {f}.is_current"),
                new("HistoricalLocations", "HistoricalLocation", true, "{f}.id = {p}.id"),
                new("Datastreams", "Datastream", true, "{f}.thing_id = {p}.id"),
            ]),
        new("Location", "Locations", StaScopeKind.Register, Read("places"), ByPlace,
            [Text("name", "{f}.name_zh"), Text("description", "{f}.name_en"), Word("encodingType", GeoJson), Shape("location", "{f}.geom")],
            [
                new("Things", "Thing", true, "{f}.id = {p}.id AND {p}.at = (SELECT c.since FROM thing_places({f}.id) c WHERE c.is_current)"),
                new("HistoricalLocations", "HistoricalLocation", true, "{f}.id = {p}.id AND {f}.at = {p}.at"),
            ]),
        new("HistoricalLocation", "HistoricalLocations", StaScopeKind.Register, Read("places"), ByPlace,
            [Time("time", "{f}.at")],
            [
                new("Thing", "Thing", false, "{f}.id = {p}.id", "{p}.id"),
                new("Locations", "Location", true, "{f}.id = {p}.id AND {f}.at = {p}.at"),
            ]),
        new("Datastream", "Datastreams", StaScopeKind.Values, Read("datastreams"), ById,
            [
                Text("name", "{f}.name"), Text("description", "{f}.description"), Word("observationType", Measurement),
                Members("unitOfMeasurement", "jsonb_build_object('name', {f}.unit, 'symbol', {f}.unit, 'definition', 'urn:ogc:def:uom:UCUM::' || {f}.unit)"),
                Shape("observedArea", "{f}.geom"), Members("properties", "{f}.properties"),
            ],
            [
                new("Thing", "Thing", false, "{f}.id = (SELECT d.thing_id FROM datastream d WHERE d.id = {p}.id)", "{p}.thing_id"),
                new("Sensor", "Sensor", false, "{f}.id = (SELECT d.thing_id FROM datastream d WHERE d.id = {p}.id)", "{p}.thing_id"),
                new("ObservedProperty", "ObservedProperty", false, "{f}.code = (SELECT d.property FROM datastream d WHERE d.id = {p}.id)", "{p}.property"),
                new("Observations", "Observation", true, "{f}.id = {p}.id"),
            ]),
        new("Sensor", "Sensors", StaScopeKind.Values, Read("sensors"), ById,
            [Text("name", "{f}.name_zh"), Text("description", "'Device at ' || {f}.name_en"), Word("encodingType", "text/plain"), Text("metadata", "{f}.speaks")],
            [new("Datastreams", "Datastream", true, "{f}.thing_id = {p}.id")]),
        new("ObservedProperty", "ObservedProperties", StaScopeKind.Open, Read("observed_properties"), ["code"],
            [Text("name", "{f}.name_zh"), Text("description", "{f}.name_en"), Text("definition", "'urn:gis:observed-property:' || {f}.code"), Members("properties", "{f}.properties")],
            [new("Datastreams", "Datastream", true, "{f}.property = {p}.code")]),
        new("Observation", "Observations", StaScopeKind.Values, $"SELECT v.* FROM ({Streams}) s CROSS JOIN LATERAL ({Instants} UNION ALL {Periods}) v", ByPlace,
            [
                new("phenomenonTime", StaKind.Instant, "{f}.at", "timestamptz")
                {
                    IsNeverNull = true,
                    Json = $"CASE {{f}}.period_s WHEN 0 THEN {TimeJson("{f}.at")} ELSE to_json({TimeText("{f}.at")} || '/' || {TimeText("({f}.at + make_interval(secs => {f}.period_s))")}) END",
                },
                new("result", StaKind.Number, "nullif({f}.result, 'NaN')", "float8") { Json = "CASE WHEN {f}.result > '-Infinity' AND {f}.result < 'Infinity' THEN to_json({f}.result) END" },
                new("resultTime", StaKind.Instant, "{f}.result_time", "timestamptz"),
                Text("resultQuality", "{f}.flag"), Members("parameters", "{f}.parameters"),
            ],
            [
                new("Datastream", "Datastream", false, "{f}.id = {p}.id", "{p}.id"),
                new("FeatureOfInterest", "FeatureOfInterest", false, "{f}.id = (SELECT d.thing_id FROM datastream d WHERE d.id = {p}.id)", "{p}.thing_id"),
            ]),
        new("FeatureOfInterest", "FeaturesOfInterest", StaScopeKind.Register, Read("features_of_interest"), ById,
            [Text("name", "{f}.name_zh"), Text("description", "{f}.name_en"), Word("encodingType", GeoJson), Shape("feature", "{f}.geom")],
            [new("Observations", "Observation", true, "{f}.thing_id = {p}.id")]),
    ];

    public static readonly FrozenDictionary<string, StaEntity> ByName = All.ToFrozenDictionary(entity => entity.Name, StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, StaEntity> BySet = All.ToFrozenDictionary(entity => entity.Set, StringComparer.Ordinal);

    /// <summary>SQL of a time as ISO 8601 in UTC, to the microsecond where it has a part of a second.</summary>
    public static string TimeText(string sql) =>
        $"(to_char({sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS') || CASE WHEN date_trunc('second', {sql}) = {sql} THEN '' ELSE to_char({sql} AT TIME ZONE 'UTC', '.US') END || 'Z')";

    public static string TimeJson(string sql) => $"to_json({TimeText(sql)})";

    private static StaProperty Time(string name, string sql) => new(name, StaKind.Instant, sql, "timestamptz") { IsNeverNull = true };

    private static string Read(string source) => EmbeddedText.Read($"SensorThings.Sources.{source}.sql");
}
