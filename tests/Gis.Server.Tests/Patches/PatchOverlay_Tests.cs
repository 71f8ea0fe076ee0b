using Gis.Server.Patches;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>What is measured of shapes: metres around a place in Hebei.</summary>
public sealed class PatchOverlay_Tests
{
    private const double Lon = 114.5;
    private const double Lat = 38.0;
    private const double Metre = 1 / 111_000.0;
    private const double MetreLon = 1 / 87_830.0;

    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4490);

    private static Geometry Box(double west, double south, double east, double north) =>
        Factory.ToGeometry(new Envelope(Lon + (west * MetreLon), Lon + (east * MetreLon), Lat + (south * Metre), Lat + (north * Metre)));

    private static LandOverlap Made(double area, double share, double compact) => new("t", "t", 1, 1, null, null, null, null, null, null, null, area, share, compact);

    [Fact]
    public void Area_and_share_are_those_of_the_common_ground()
    {
        var overlap = new PatchOverlay(Box(0, 0, 50, 50)).Lay(Box(25, -100, 200, 200), Made)!;

        Assert.InRange(overlap.AreaM2, 1_240, 1_260);
        Assert.InRange(overlap.Share, 0.498, 0.502);
        Assert.InRange(overlap.CompactM2, 1_235, 1_265);
    }

    [Fact]
    public void Thin_strip_is_a_sliver_however_long() => Assert.Equal(0, new PatchOverlay(Box(0, 0, 50, 50)).Lay(Box(-100, -100, 1.7, 200), Made)!.CompactM2);

    [Fact]
    public void Neighbour_that_only_touches_is_none() => Assert.Null(new PatchOverlay(Box(0, 0, 50, 50)).Lay(Box(50.3, -100, 100, 200), Made));

    [Fact]
    public void Ground_under_two_features_counts_once()
    {
        var overlay = new PatchOverlay(Box(0, 0, 50, 50));
        var (one, same) = (overlay.Lay(Box(-10, -10, 25, 60), Made)!, overlay.Lay(Box(-10, -10, 25, 60), Made)!);

        Assert.InRange(overlay.Measure([one, same]).Share, 0.49, 0.51);
    }

    [Fact]
    public void Features_side_by_side_cover_together()
    {
        var overlay = new PatchOverlay(Box(0, 0, 50, 50));
        var (west, east) = (overlay.Lay(Box(-10, -10, 25, 60), Made)!, overlay.Lay(Box(25, -10, 60, 60), Made)!);

        Assert.Equal(new Cover(1, 0, 1), overlay.Measure([west, east]));
    }

    [Fact]
    public void Strip_outside_of_more_than_two_metres_is_a_rest()
    {
        var overlay = new PatchOverlay(Box(0, 0, 100, 100));

        Assert.Equal(0, overlay.Measure([overlay.Lay(Box(-20, -20, 98.5, 120), Made)!]).RestM2);
        Assert.InRange(overlay.Measure([overlay.Lay(Box(-20, -20, 96, 120), Made)!]).RestM2, 350, 420);
    }

    [Fact]
    public void Tiny_patch_at_a_border_may_lie_beyond_it()
    {
        var overlay = new PatchOverlay(Box(0, 0, 8, 8));

        Assert.True(overlay.Measure([overlay.Lay(Box(-100, -100, 8, 100), Made)!]).WorstShare < 0.5);
    }

    [Fact]
    public void Part_of_several_that_lies_outside_is_a_rest()
    {
        var parts = Factory.CreateMultiPolygon([(Polygon)Box(0, 0, 100, 100), (Polygon)Box(300, 0, 310, 20)]);
        var overlay = new PatchOverlay(parts);

        var cover = overlay.Measure([overlay.Lay(Box(-50, -50, 150, 150), Made)!]);

        Assert.True(cover.Share > 0.95);
        Assert.InRange(cover.RestM2, 150, 220);
    }

    [Fact]
    public void Road_is_measured_where_it_is_wide()
    {
        Assert.Equal(0, new PatchOverlay(Box(0, 0, 7, 300)).WiderThanRoadM2);
        Assert.True(new PatchOverlay(Box(0, 0, 12, 300)).WiderThanRoadM2 > 3_000);
    }
}
