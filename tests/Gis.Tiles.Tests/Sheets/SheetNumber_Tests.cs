using Gis.Tiles.Layers;
using Gis.Tiles.Sheets;
using Xunit;

namespace Gis.Tiles.Tests.Sheets;

/// <summary>Numbers of map sheets and their extents, both ways.</summary>
public sealed class SheetNumber_Tests
{
    [Theory]
    [InlineData(114.5625, 39.375, "J50", "J50B001001", "J50C001001", "J50D002002", "J50E004003", "J50F008005", "J50G015010", "J50H030019")]
    [InlineData(114.5, 38.05, "J50", "J50B001001", "J50C002001", "J50D006002", "J50E012003", "J50F024005", "J50G047009", "J50H094017")]
    [InlineData(118.18, 39.63, "J50", "J50B001002", "J50C001003", "J50D002009", "J50E003017", "J50F005034", "J50G009067", "J50H018134")]
    [InlineData(114.88, 40.82, "K50", "K50B002001", "K50C004001", "K50D010002", "K50E020004", "K50F039008", "K50G077015", "K50H153029")]
    public void Point_lies_in_the_sheets_of_the_textbook(double lon, double lat, params string[] expected) =>
        Assert.Equal(expected, SheetScale.All.Select(scale => SheetNumber.At(lon, lat, scale).ToString()));

    [Fact]
    public void Sheet_has_its_extent()
    {
        var box = SheetNumber.TryParse("J50G047009")!.Extent;

        Assert.Equal(114.5, box.West, 12);
        Assert.Equal(114 + (33.0 / 60) + (45.0 / 3600), box.East, 12);
        Assert.Equal(38 + (2.5 / 60), box.South, 12);
        Assert.Equal(38 + (5.0 / 60), box.North, 12);
    }

    [Fact]
    public void Every_sheet_of_the_country_leads_to_its_extent_and_back()
    {
        foreach (var scale in SheetScale.All.Where(s => s.Denominator >= 50_000))
        {
            foreach (var sheet in SheetNumber.Within(new LonLatBox(73, 3, 136, 54), scale))
            {
                var box = sheet.Extent;
                Assert.Equal(sheet, SheetNumber.TryParse(sheet.ToString()));
                Assert.Equal(sheet, SheetNumber.At((box.West + box.East) / 2, (box.South + box.North) / 2, scale));
                // What lies on its south-western corner is its own; on the others, its neighbours'.
                Assert.Equal(sheet, SheetNumber.At(box.West, box.South, scale));
                Assert.NotEqual(sheet, SheetNumber.At(box.East, box.South, scale));
                Assert.NotEqual(sheet, SheetNumber.At(box.West, box.North, scale));
            }
        }
    }

    [Fact]
    public void Sheets_within_a_box_cover_it_once()
    {
        var box = new LonLatBox(113.4, 36.0, 119.9, 42.7);
        foreach (var scale in SheetScale.All.Where(s => s.Denominator >= 10_000))
        {
            var extents = SheetNumber.Within(box, scale).Select(sheet => sheet.Extent).ToList();
            Assert.Equal(extents.Count, extents.Distinct().Count());
            Assert.All(extents, extent => Assert.True(extent.West < box.East && extent.East > box.West && extent.South < box.North && extent.North > box.South));
            var (width, height) = ((double)scale.Width / SheetScale.UnitsPerDegree, (double)scale.Height / SheetScale.UnitsPerDegree);
            var (columns, rows) = (extents.Select(e => e.West).Distinct().Count(), extents.Select(e => e.South).Distinct().Count());
            Assert.Equal(extents.Count, columns * rows);
            Assert.True(columns * width >= box.East - box.West && rows * height >= box.North - box.South);
        }
    }

    [Theory]
    [InlineData(0.0, 0.0, "A31")]
    [InlineData(-180.0, 0.0, "A01")]
    [InlineData(179.99, 87.99, "V60")]
    [InlineData(-0.01, 3.99, "A30")]
    public void Sheets_reach_around_the_world(double lon, double lat, string expected) =>
        Assert.Equal(expected, SheetNumber.At(lon, lat, SheetScale.Million).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("J5")]
    [InlineData("J00")]
    [InlineData("J61")]
    [InlineData("W50")]
    [InlineData("j50")]
    [InlineData("J50G000009")]
    [InlineData("J50G097009")]
    [InlineData("J50G047097")]
    [InlineData("J50A001001")]
    [InlineData("J50I001001")]
    [InlineData("J50G0470091")]
    [InlineData("J50G04 009")]
    [InlineData("J50G+47009")]
    public void Text_that_is_no_number_is_none(string text) => Assert.Null(SheetNumber.TryParse(text));

    [Theory]
    [InlineData(114.5, -0.1)]
    [InlineData(114.5, 88)]
    [InlineData(180, 38)]
    [InlineData(-180.1, 38)]
    [InlineData(double.NaN, 38)]
    public void Point_outside_the_series_is_refused(double lon, double lat) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SheetNumber.At(lon, lat, SheetScale.Million));
}
