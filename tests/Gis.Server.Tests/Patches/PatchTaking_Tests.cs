using Gis.Server.Patches;
using Gis.Tiles;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>What becomes of the rows of a file.</summary>
public sealed class PatchTaking_Tests
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4490);
    private static readonly MultiPolygon Shape = Factory.CreateMultiPolygon([(Polygon)Factory.ToGeometry(new Envelope(114.5, 114.501, 38, 38.001))]);

    private static FileFeature Row(params (string Name, string Value)[] values) =>
        new(1, values.ToDictionary(one => one.Name, one => one.Value, StringComparer.OrdinalIgnoreCase), Shape, null);

    [Theory]
    [InlineData("20261012")]
    [InlineData("2026-10-12")]
    [InlineData("2026/10/12")]
    [InlineData("2026年10月12日")]
    public void Days_are_read_in_every_usual_form(string day)
    {
        var patch = PatchTaking.Take([Row(("JCBH", "1"), ("xzqdm", "130102"), ("HSX", day))]).Taken.Single();

        Assert.Equal(new DateOnly(2026, 10, 12), patch.AfterOn);
    }

    [Theory]
    [InlineData("JCBH", "", "no-number")]
    [InlineData("XZQDM", "shijiazhuang", "bad-area")]
    [InlineData("HSX", "last week", "bad-day")]
    [InlineData("QSX", "20260230", "bad-day")]
    [InlineData("MJ", "big", "bad-area-m2")]
    [InlineData("MJ", "-1", "bad-area-m2")]
    public void Row_that_is_no_patch_is_refused_with_its_reason(string field, string value, string code)
    {
        var values = new Dictionary<string, string> { ["JCBH"] = "1", ["XZQDM"] = "130102", [field] = value };

        var refused = PatchTaking.Take([Row([.. values.Where(one => one.Value.Length > 0).Select(one => (one.Key, one.Value))])]).Refused.Single();

        Assert.Equal((1, code), (refused.Row, refused.Code));
    }

    [Fact]
    public void Number_that_stands_twice_is_taken_once()
    {
        var (taken, _, refused) = PatchTaking.Take([Row(("JCBH", "1"), ("XZQDM", "130102")), Row(("JCBH", "1"), ("XZQDM", "130102")), Row(("JCBH", "1"), ("XZQDM", "130104"))]);

        Assert.Equal((2, "number-twice"), (taken.Count, refused.Single().Code));
    }

    [Fact]
    public void Later_image_before_the_earlier_one_is_refused() =>
        Assert.Equal("bad-days", PatchTaking.Take([Row(("JCBH", "1"), ("QSX", "20261012"), ("HSX", "20260812"))]).Refused.Single().Code);

    [Theory]
    [InlineData("是", true)]
    [InlineData("1", true)]
    [InlineData("否", false)]
    [InlineData("maybe", true)]
    public void What_is_no_clear_no_counts_as_yes(string said, bool expected) =>
        Assert.Equal(expected, PatchTaking.Take([Row(("JCBH", "1"), ("SFYN", said))]).Taken.Single().SaysBasicFarmland);
}
