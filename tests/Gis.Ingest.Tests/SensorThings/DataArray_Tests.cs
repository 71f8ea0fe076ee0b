using System.Text;
using Gis.Ingest.SensorThings;
using Gis.Ingest.Tests.Fuzzing;
using Xunit;

namespace Gis.Ingest.Tests.SensorThings;

public sealed class DataArray_Tests
{
    private const string Good =
        """[{"Datastream":{"@iot.id":12},"components":["phenomenonTime","result","FeatureOfInterest/id","resultQuality"],"dataArray@iot.count":2,"dataArray":[["2026-11-03T03:55:00Z",1.5,7,"N"],["2026-11-03T03:56:00Z",2,7,null]]},{"Datastream":{"@iot.id":"13"},"components":["result"],"dataArray":[[3]]}]""";

    [Fact]
    public void Rows_become_observations_of_their_datastreams()
    {
        Assert.True(DataArray.TryRead(Encoding.UTF8.GetBytes(Good), out var rows, out _));

        Assert.Equal(
            [
                (12, """{"phenomenonTime":"2026-11-03T03:55:00Z","result":1.5,"resultQuality":"N"}"""),
                (12, """{"phenomenonTime":"2026-11-03T03:56:00Z","result":2,"resultQuality":null}"""),
                (13, """{"result":3}"""),
            ],
            rows.Select(row => (row.Datastream, Encoding.UTF8.GetString(row.Observation))));
    }

    [Theory]
    [InlineData("{}", "bad-data-array")]
    [InlineData("[17]", "no-datastream")]
    [InlineData("""[{"Datastream":{"@iot.id":1},"components":["result","result"],"dataArray":[]}]""", "bad-data-array")]
    [InlineData("""[{"Datastream":{"@iot.id":1},"components":["phenomenonTime"],"dataArray":[]}]""", "bad-data-array")]
    [InlineData("""[{"Datastream":{"@iot.id":1},"components":["result"],"dataArray":[1]}]""", "bad-data-array")]
    [InlineData("[", "bad-json")]
    public void Nonsense_is_refused_by_name(string json, string code)
    {
        Assert.False(DataArray.TryRead(Encoding.UTF8.GetBytes(json), out _, out var why));
        Assert.Equal(code, why.Code);
    }

    [Fact]
    public void Spoilt_arrays_never_throw() => Fuzz.Run(JsonTargets.Arrays);
}
