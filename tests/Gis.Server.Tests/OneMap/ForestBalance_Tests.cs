using System.Net;
using Gis.Server.Land;
using Gis.Server.OneMap.Forest;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.Land;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Server.Tests.OneMap;

/// <summary>What forest grew and declined between two surveys.</summary>
public sealed class ForestBalance_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private static readonly Coordinate Ground = new(114.6, 38.2);

    private static LandRecord Stand(long feature, double east, double width, string cls = "1110", string? age = null, string theme = "forest", string? from = null, string? to = null) => new(
        theme, theme, feature, null, "130102",
        new Dictionary<string, string?> { ["number"] = $"{theme}-{feature}", ["class"] = cls, ["age_group"] = age, ["valid_from"] = from, ["valid_to"] = to }
            .Where(one => one.Value is not null).ToDictionary(one => one.Key, one => one.Value!),
        RandomLand.Box(RandomLand.Moved(Ground, east, 0), width, 100));

    [Fact]
    public void Before_is_kept_and_lost_and_after_is_kept_and_gained()
    {
        var comparison = ForestComparison.Of(
            [Stand(1, 0, 100), Stand(2, 100, 100, age: "young"), Stand(3, 200, 100)],
            [Stand(11, 0, 100, "1300"), Stand(12, 150, 100, age: "middle"), Stand(13, 400, 100)]);

        var row = ForestRow.Of(null, [.. comparison.Pieces], 0);

        Assert.Equal(row.BeforeM2, row.KeptM2 + row.LostM2);
        Assert.Equal(row.AfterM2, row.KeptM2 + row.GainedM2);
        Assert.Equal([30_000m, 30_000m, 20_000m, 10_000m, 10_000m, 10_000m, 5_000m], new[] { row.BeforeM2, row.AfterM2, row.KeptM2, row.GainedM2, row.LostM2, row.OtherClassM2, row.OtherAgeM2 }.Select(m2 => Math.Round(m2 / 500) * 500));
    }

    [Fact]
    public void Ground_that_two_stands_of_a_survey_claim_counts_once()
    {
        var comparison = ForestComparison.Of([Stand(1, 0, 100), Stand(2, 50, 100)], [Stand(11, 0, 150)]);

        var row = ForestRow.Of(null, [.. comparison.Pieces], 0);

        Assert.InRange(comparison.TwiceBeforeM2, 4_950, 5_050);
        Assert.InRange(row.KeptM2, 14_900, 15_100);
        Assert.InRange(row.LostM2 + row.GainedM2, 0, 1);
    }

    [Fact]
    public void Sums_are_exact_on_random_surveys_and_agree_with_one_overlay_of_all()
    {
        var dice = new Random(3);
        LandRecord[] Survey(int first) => [.. Enumerable.Range(0, 40).Select(i => Stand(first + i, dice.NextDouble() * 2_000, 20 + (dice.NextDouble() * 90)))];
        var (before, after) = (Survey(1), Survey(100));

        var row = ForestRow.Of(null, [.. ForestComparison.Of(before, after).Pieces], 0);

        var (was, now) = (LandOverlay.All(before.Select(stand => stand.Geometry)), LandOverlay.All(after.Select(stand => stand.Geometry)));
        Assert.Equal(row.BeforeM2, row.KeptM2 + row.LostM2);
        Assert.Equal(EllipsoidArea.SquareMetres(was), (double)row.BeforeM2, 0.5);
        Assert.Equal(EllipsoidArea.SquareMetres(now), (double)row.AfterM2, 0.5);
        Assert.Equal(EllipsoidArea.SquareMetres(LandOverlay.Without(was, now)), (double)row.LostM2, 0.5);
    }

    [Fact]
    public void Permit_of_the_time_allows_and_one_that_was_over_or_has_no_day_does_not()
    {
        LandRecord Permit(long id, double east, string? from, string? to) => Stand(id, east, 50, theme: "cutting_permit", from: from, to: to);
        var permits = new ForestPermits([Permit(1, 0, "2022-01-01", "2023-01-01"), Permit(2, 50, "2018-01-01", "2019-12-31"), Permit(3, 50, null, null), Permit(4, 50, "2026-01-01", null)], 2020, 2025);

        var (free, numbers) = permits.Of(Stand(9, 0, 100).Geometry);

        Assert.Equal(["cutting_permit-1"], numbers);
        Assert.InRange(EllipsoidArea.SquareMetres(free), 4_950, 5_050);
    }

    [Fact]
    public async Task Loss_without_permit_is_named_with_its_patch()
    {
        var scene = new LandScene(system.Store);
        await scene.PutAsync("forest_stands", scene.Box(0, 0, 100, 100), new { number = "S1", @class = "1110", survey_year = 2020 });
        await scene.PutAsync("forest_stands", scene.Box(200, 0, 100, 100), new { number = "S2", @class = "1110", survey_year = 2020 });
        await scene.PutAsync("forest_stands", scene.Box(400, 0, 100, 100), new { number = "S3", @class = "1110", survey_year = 2020 });
        await scene.PutAsync("forest_stands", scene.Box(400, 0, 100, 100), new { number = "S3", @class = "1300", survey_year = 2025 });
        await scene.PutAsync("forest_stands", scene.Box(600, 0, 100, 100), new { number = "S4", @class = "1110", survey_year = 2025 }, "130202");
        await scene.PutAsync("cutting_permits", scene.Box(0, 0, 100, 100), new { number = "C1", valid_from = "2022-01-01", valid_to = "2023-01-01" });
        var officer = (await system.PersonAsync("officer", StoreSeed.ChangAn)).Program;
        var province = (await system.PersonAsync("officer", "130000")).Program;

        var balance = await officer.JsonAsync("GET", "api/land/forest-balance");
        var all = await province.JsonAsync("GET", "api/land/forest-balance?from=2020&to=2025");

        Assert.Equal([2025, 2020], balance.GetProperty("years").EnumerateArray().Select(year => year.GetInt32()));
        var loss = Assert.Single(balance.GetProperty("losses").EnumerateArray());
        Assert.Equal("S2", loss.GetProperty("number").GetString());
        Assert.InRange(loss.GetProperty("lostM2").GetDecimal() - loss.GetProperty("withoutPermitM2").GetDecimal(), -1m, 1m);
        Assert.Equal(0, balance.GetProperty("whole").GetProperty("gainedM2").GetDecimal());
        Assert.Equal(["130102", "130202"], all.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("areaCode").GetString()!));
        foreach (var column in (string[])["beforeM2", "afterM2", "gainedM2", "lostM2", "otherClassM2", "lostWithoutPermitM2"])
        {
            Assert.Equal(all.GetProperty("whole").GetProperty(column).GetDecimal(), all.GetProperty("rows").EnumerateArray().Sum(row => row.GetProperty(column).GetDecimal()));
        }

        Assert.Equal("1300", all.GetProperty("changes")[0].GetProperty("after").GetString());
        Assert.Contains("mining_right", all.GetProperty("missingThemes").EnumerateArray().Select(theme => theme.GetString()));
        Assert.Equal("bad-parameter", (await officer.ProblemAsync("GET", "api/land/forest-balance?from=1999", null)).Code);
        Assert.Equal(HttpStatusCode.NotFound, await officer.StatusAsync("GET", $"api/land/forest-balance?area={"130202"}"));
        Assert.Equal(HttpStatusCode.NotFound, await (await system.PersonAsync("officer", StoreSeed.ChangAn, ["parcels"])).Program.StatusAsync("GET", "api/land/forest-balance"));
    }
}
