using System.Text;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Positions;
using Gis.Ingest.Readings;
using Gis.Ingest.SensorThings;

namespace Gis.Ingest.Tests.Fuzzing;

/// <summary>Our own JSON forms and those of SensorThings.</summary>
internal static class JsonTargets
{
    private const string Observation = """{"time":"2026-11-03T08:58:57+08:00","values":{"w01018":38.4,"w01001":7.3},"flags":{"w01018":"D"},"seq":17}""";

    private const string Rows =
        """[{"Datastream":{"@iot.id":12},"components":["phenomenonTime","result","FeatureOfInterest/id","resultQuality"],"dataArray@iot.count":2,"dataArray":[["2026-11-03T03:55:00Z",1.5,7,"N"],["2026-11-03T03:56:00Z",2,7,null]]},{"Datastream":{"@iot.id":"13"},"components":["result"],"dataArray":[[3]]}]""";

    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 4, 0, 0, TimeSpan.Zero);
    private static readonly ThingEntry Thing = MakeThing();

    private static readonly byte[][] Entities =
    [
        """{"result":38.4,"phenomenonTime":"2026-11-03T11:55:00+08:00","resultTime":"2026-11-03T11:59:00+08:00","resultQuality":"N"}"""u8.ToArray(),
        """{"result":38.4,"phenomenonTime":"2026-11-03T02:00:00Z/2026-11-03T03:00:00Z","parameters":{"max":41}}"""u8.ToArray(),
    ];

    private static readonly byte[][] OfUnits =
    [
        """{"time":"2026-11-03T01:00:00Z","lon":114.5021,"lat":38.0487,"speed_mps":12.5,"heading_deg":360}"""u8.ToArray(),
        """{"time":"2026-11-03T01:00:00Z","order":"o-17","state":"en_route","text":"出发"}"""u8.ToArray(),
    ];

    public static readonly FuzzTarget Observations = new(
        "observations", 3, [Encoding.UTF8.GetBytes(Observation), Encoding.UTF8.GetBytes($"[{Observation},{Observation}]")],
        bytes => FuzzTarget.Outcome(decoded => ObservationDecoder.Decode(bytes, decoded)));

    public static readonly FuzzTarget Positions = new("positions", 5, OfUnits, bytes => FuzzTarget.Outcome(decoded => PositionDecoder.Decode(bytes, decoded)));

    public static readonly FuzzTarget Reports = new("reports of units", 5, OfUnits, bytes => FuzzTarget.Outcome(decoded => ReportDecoder.Decode(bytes, decoded)));

    public static readonly FuzzTarget Moments = new(
        "sensorthings moment", 11, Entities, bytes => FuzzTarget.Outcome(decoded => SensorThingsDecoder.Decode(bytes, Thing, "1", Noon, decoded)));

    public static readonly FuzzTarget Periods = new(
        "sensorthings period", 11, Entities, bytes => FuzzTarget.Outcome(decoded => SensorThingsDecoder.Decode(bytes, Thing, "2", Noon, decoded)));

    public static readonly FuzzTarget Arrays = new(
        "sensorthings data array", 13, [Encoding.UTF8.GetBytes(Rows)], bytes => DataArray.TryRead(bytes, out _, out var why) ? FuzzTarget.Accepted : why.Code);

    public static IReadOnlyList<FuzzTarget> All { get; } = [Observations, Positions, Reports, Moments, Periods, Arrays];

    private static ThingEntry MakeThing()
    {
        var thing = new ThingEntry(1, "outfall_water", "130102", "real", null);
        thing.Add(new StreamEntry(1, thing, "w01018", 0, null, null, "mg/L"));
        thing.Add(new StreamEntry(2, thing, "w01018", 3_600, null, null, "mg/L"));
        return thing;
    }
}
