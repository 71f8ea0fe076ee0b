using Gis.Server.Land;
using Gis.Server.OneMap.Contradictions;
using Gis.Server.Tests.Land;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Server.Tests.OneMap;

public sealed class ContradictionRules_Tests
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly Coordinate Ground = new(114.5, 38.05);
    private static readonly string[] AllThemes =
        ["land_use", "basic_farmland", "approval", "supply", "use", "supplement", "facility", "temporary", "mining_right"];

    private long _features;

    private static Polygon Box(double eastM, double northM, double widthM, double heightM) => RandomLand.Box(RandomLand.Moved(Ground, eastM, northM), widthM, heightM);

    private LandRecord Record(string theme, Geometry geometry, params (string Role, string Text)[] values) =>
        new(theme, theme, ++_features, null, "130102", values.ToDictionary(value => value.Role, value => value.Text), geometry);

    private static List<string> Codes(params LandRecord[] records) => [.. Found(records).Select(one => one.Rule)];

    private static IReadOnlyList<Contradiction> Found(params LandRecord[] records) => ContradictionRules.Find(new LandBook(AllThemes.ToHashSet(), records, []), Day);

    private LandRecord Approval(Geometry geometry, params (string Role, string Text)[] more) => Record("approval", geometry, [("number", "A1"), ("valid_from", "2024-06-01"), .. more]);

    private LandRecord Supply(Geometry geometry, string number = "G1", params (string Role, string Text)[] more) => Record("supply", geometry, [("number", number), ("approval", "A1"), .. more]);

    private LandRecord Use(Geometry geometry, params (string Role, string Text)[] more) => Record("use", geometry, [("number", "U1"), ("supply", "G1"), ("started_on", "2025-01-01"), .. more]);

    [Fact]
    public void Land_approved_supplied_and_used_as_it_should_be_contradicts_nothing() =>
        Assert.Empty(Codes(Approval(Box(0, 0, 300, 300)), Supply(Box(0, 0, 100, 100)), Use(Box(10, 10, 80, 80))));

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.5)]
    public void Offset_of_the_drawing_is_no_contradiction(double offsetM) =>
        Assert.Empty(Codes(Approval(Box(0, 0, 300, 300)), Supply(Box(-offsetM, -offsetM, 300, 300)), Use(Box(-2 * offsetM / 3, 0, 300, 300))));

    [Fact]
    public void Use_without_approval_is_found_with_what_lies_free()
    {
        var found = Found(Approval(Box(0, 0, 60, 100)), Supply(Box(0, 0, 60, 100)), Use(Box(0, 0, 100, 100)));

        var free = found.Single(one => one.Rule == ContradictionCode.UseWithoutApproval);
        Assert.Equal(4000, free.AreaM2!.Value, 40.0);
        Assert.Equal("0.4", free.Parameters["share"]);
        Assert.True(new Point(free.At).Within(Box(60, 0, 40, 100)));
        Assert.Contains(found, one => one.Rule == ContradictionCode.UseBeyondSupply);
    }

    [Fact]
    public void Use_before_approval_is_found() =>
        Assert.Equal([ContradictionCode.UseBeforeApproval], Codes(Approval(Box(0, 0, 300, 300)), Supply(Box(0, 0, 100, 100)), Record("use", Box(0, 0, 100, 100), ("supply", "G1"), ("started_on", "2024-05-31"))));

    [Fact]
    public void Use_that_names_no_supply_is_found() =>
        Assert.Equal([ContradictionCode.UseWithoutSupply], Codes(Approval(Box(0, 0, 300, 300)), Supply(Box(0, 0, 100, 100)), Record("use", Box(0, 0, 100, 100), ("supply", "G9"))));

    [Fact]
    public void Use_built_beyond_its_line_is_found_with_how_much()
    {
        var found = Assert.Single(Found(Approval(Box(0, 0, 300, 300)), Supply(Box(0, 0, 100, 100)), Use(Box(0, 0, 105, 100))));

        Assert.Equal((ContradictionCode.UseBeyondSupply, "G1"), (found.Rule, found.Other?.Number));
        Assert.Equal(500, found.AreaM2!.Value, 5.0);
    }

    [Fact]
    public void Supply_without_approval_is_found() => Assert.Equal([ContradictionCode.SupplyWithoutApproval], Codes(Supply(Box(0, 0, 100, 100))));

    [Fact]
    public void Supply_outside_its_approval_is_found() =>
        Assert.Equal([ContradictionCode.SupplyOutsideApproval], Codes(Approval(Box(0, 0, 50, 100)), Supply(Box(0, 0, 100, 100))));

    [Fact]
    public void Supply_is_idle_a_year_after_it_should_have_begun()
    {
        Assert.Equal([ContradictionCode.SupplyIdle], Codes(Approval(Box(0, 0, 300, 300)), Supply(Box(0, 0, 100, 100), "G1", ("start_due", "2025-01-04"))));
        Assert.Empty(Codes(Approval(Box(0, 0, 300, 300)), Supply(Box(0, 0, 100, 100), "G1", ("start_due", "2025-01-05"))));
        Assert.Empty(Codes(Approval(Box(0, 0, 300, 300)), Supply(Box(0, 0, 100, 100), "G1", ("start_due", "2024-08-01")), Use(Box(0, 0, 100, 100))));
    }

    [Fact]
    public void Use_that_stopped_makes_its_supply_idle() =>
        Assert.Equal([ContradictionCode.SupplyIdle], Codes(Approval(Box(0, 0, 300, 300)), Supply(Box(0, 0, 100, 100)), Use(Box(0, 0, 100, 100), ("idle_since", "2025-10-01"))));

    [Fact]
    public void Land_supplied_twice_is_found_once()
    {
        var found = Assert.Single(Found(Approval(Box(0, 0, 300, 300)), Supply(Box(0, 0, 100, 100)), Supply(Box(80, 0, 100, 100), "G2")));

        Assert.Equal((ContradictionCode.SuppliesOverlap, "G1", "G2"), (found.Rule, found.Subject.Number, found.Other?.Number));
        Assert.Equal(2000, found.AreaM2!.Value, 20.0);
    }

    [Fact]
    public void Neighbours_that_share_a_line_are_not_supplied_twice() =>
        Assert.Empty(Codes(Approval(Box(0, 0, 300, 300)), Supply(Box(0, 0, 100, 100)), Supply(Box(100, 0, 100, 100), "G2")));

    [Fact]
    public void Approval_that_nobody_used_for_two_years_is_found()
    {
        Assert.Equal([ContradictionCode.ApprovalUnused], Codes(Approval(Box(0, 0, 1, 1)) with { Values = new Dictionary<string, string> { ["number"] = "A1", ["valid_from"] = "2024-01-04" } }));
        Assert.Empty(Codes(Approval(Box(0, 0, 1, 1)) with { Values = new Dictionary<string, string> { ["number"] = "A1", ["valid_from"] = "2024-01-05" } }));
    }

    [Fact]
    public void Farmland_taken_and_not_made_good_is_found()
    {
        Assert.Equal([ContradictionCode.SupplementMissing], Codes(Approval(Box(0, 0, 99, 99), ("cultivated_m2", "5000"), ("supplement", "S9"))));
        Assert.Empty(Codes(Approval(Box(0, 0, 99, 99), ("cultivated_m2", "0"))));
    }

    [Fact]
    public void One_supplement_for_two_approvals_must_do_for_both()
    {
        var supplement = Record("supplement", Box(900, 0, 100, 100), ("number", "S1"), ("cultivated_m2", "8000"));
        var first = Approval(Box(0, 0, 99, 99), ("cultivated_m2", "5000"), ("supplement", "S1"));
        var second = Record("approval", Box(200, 0, 99, 99), ("number", "A2"), ("cultivated_m2", "4000"), ("supplement", "S1"));

        var found = Found(supplement, first, second);

        Assert.Equal([ContradictionCode.SupplementShort, ContradictionCode.SupplementShort], found.Select(one => one.Rule));
        Assert.Equal((1000, "9000", "8000"), (found[0].AreaM2!.Value, found[0].Parameters["takenM2"], found[0].Parameters["madeM2"]));
        Assert.Empty(Codes(supplement, first));
    }

    [Fact]
    public void Filing_that_ended_while_the_ground_still_shows_it_is_found()
    {
        var filing = Record("facility", Box(0, 0, 100, 100), ("number", "F1"), ("valid_to", "2025-12-31"));
        var shed = Record("land_use", Box(0, 0, 100, 50), ("class", "1202"));

        Assert.Equal([ContradictionCode.FilingExpired], Codes(filing, shed));
        Assert.Empty(Codes(filing, shed with { Values = new Dictionary<string, string> { ["class"] = "0102" } }));
        Assert.Empty(Codes(filing with { Values = new Dictionary<string, string> { ["valid_to"] = "2026-01-05" } }, shed));
        Assert.Empty(Codes(filing, shed, Approval(Box(-50, -50, 300, 300))));
    }

    [Theory]
    [InlineData("0601", 1)]
    [InlineData("1003", 1)]
    [InlineData("0102", 0)]
    [InlineData("1006", 0)]
    [InlineData("1202", 0)]
    public void Built_land_on_basic_farmland_is_found(string code, int count) =>
        Assert.Equal(count, Codes(Record("land_use", Box(0, 0, 100, 100), ("class", code)), Record("basic_farmland", Box(50, 0, 100, 100))).Count);

    [Fact]
    public void Mine_outside_its_right_is_found() =>
        Assert.Equal([ContradictionCode.MiningOutsideRight], Codes(Record("land_use", Box(0, 0, 100, 100), ("class", "0602")), Record("mining_right", Box(0, 0, 80, 100), ("number", "C1"), ("valid_to", "2030-01-01"))));

    [Fact]
    public void Mine_after_the_end_of_its_right_is_found_unless_another_right_goes_on()
    {
        var mine = Record("land_use", Box(0, 0, 100, 100), ("class", "0602"));
        var ended = Record("mining_right", Box(0, 0, 100, 100), ("number", "C1"), ("valid_to", "2025-12-31"));

        var found = Assert.Single(Found(mine, ended));
        Assert.Equal((ContradictionCode.MiningAfterExpiry, "C1", "2025-12-31"), (found.Rule, found.Other?.Number, found.Parameters["validTo"]));
        Assert.Empty(Codes(mine, ended, Record("mining_right", Box(0, 0, 100, 100), ("number", "C2"), ("valid_to", "2030-01-01"))));
    }

    [Fact]
    public void Nothing_is_missing_that_could_not_be_looked_for()
    {
        var book = new LandBook(new HashSet<string> { "use", "supply" }, [Use(Box(0, 0, 100, 100)), Supply(Box(0, 0, 100, 100))], []);

        Assert.Empty(ContradictionRules.Find(book, Day));
        Assert.Contains(ContradictionCode.UseWithoutApproval, ContradictionRules.NotJudged(theme => book.Knows(theme)));
    }
}
