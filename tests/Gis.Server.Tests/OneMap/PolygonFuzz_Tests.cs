using System.Text;
using System.Text.Json;
using Gis.Server.Land;
using Gis.Server.OneMap.Measuring;
using Xunit;

namespace Gis.Server.Tests.OneMap;

/// <summary>Polygons as anybody may send them: whatever they are, they are measured or refused.</summary>
public sealed class PolygonFuzz_Tests
{
    private const int Cases = 100_000;

    private static readonly string[] Numbers =
        ["0", "114.5", "114.6", "38", "38.1", "-0", "1e-320", "1e308", "-180", "180", "90", "-90", "114.50000000000001", "1E5", "4213000", "38543886", "null", "\"1\"", "true", "{}", "[]"];

    [Fact]
    public void Every_text_is_measured_or_refused()
    {
        var random = new Random(20260105);
        var measured = 0;
        for (var i = 0; i < Cases; i++)
        {
            var text = Text(random);
            using var json = JsonDocument.Parse(text);
            var system = random.Next(3) switch { 0 => MeasuringSystem.Crs84, 1 => MeasuringSystem.Parse("EPSG:4490")!, _ => MeasuringSystem.Parse("EPSG:4526")! };

            var result = PolygonReader.Read(json.RootElement, system);

            Assert.True(result.Fact is null != result.Refusal is null, text);
            if (result.Fact is { } polygon && system.IsDegrees)
            {
                Assert.True(EllipsoidArea.SquareMetres(polygon) is >= 0 and < 5.2e14, text);
                measured++;
            }
        }

        Assert.InRange(measured, 1000, Cases);
    }

    private static string Text(Random random)
    {
        var text = new StringBuilder("{\"type\":\"").Append(random.Next(20) == 0 ? "Point" : random.Next(3) == 0 ? "MultiPolygon" : "Polygon").Append("\",\"coordinates\":");
        if (random.Next(3) == 0)
        {
            return text.Append(Nest(random, random.Next(6))).Append('}').ToString();
        }

        // A ring that mostly closes, with corners that mostly are numbers.
        var corners = Enumerable.Range(0, random.Next(2, 9)).Select(_ => $"[{Number(random)},{Number(random)}]").ToList();
        corners.Add(random.Next(20) == 0 ? "[1,1]" : corners[0]);
        return text.Append("[[").AppendJoin(',', corners).Append("]]}").ToString();
    }

    private static string Number(Random random) =>
        random.Next(6) == 0 ? Numbers[random.Next(Numbers.Length)] : FormattableString.Invariant($"{(random.NextDouble() * 90) - 10}");

    private static string Nest(Random random, int depth) =>
        depth == 0 ? Numbers[random.Next(Numbers.Length)] : $"[{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => Nest(random, depth - 1)))}]";
}
