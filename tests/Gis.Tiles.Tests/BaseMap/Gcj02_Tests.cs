using Gis.BaseMap.Geo;
using Gis.Tiles.Import;
using Xunit;

namespace Gis.Tiles.Tests.BaseMap;

public sealed class Gcj02_Tests
{
    [Theory]
    [InlineData(114.5, 38.05, 114.5060356, 38.0506616)]
    [InlineData(118.18, 39.63, 118.1862785, 39.6313081)]
    [InlineData(116.404, 39.915, 116.4102445, 39.9164043)]
    public void Shift_agrees_with_two_independent_programs(double lon, double lat, double shiftedLon, double shiftedLat)
    {
        var shifted = Gcj02.FromWgs84(new LonLat(lon, lat));

        Assert.Equal(shiftedLon, shifted.Lon, 5e-8);
        Assert.Equal(shiftedLat, shifted.Lat, 5e-8);
    }

    [Fact]
    public void Shift_and_back_returns_the_same_point_all_over_the_province()
    {
        for (var lon = 113.0; lon <= 120.0; lon += 0.37)
        {
            for (var lat = 35.9; lat <= 42.8; lat += 0.41)
            {
                var back = Gcj02.ToWgs84(Gcj02.FromWgs84(new LonLat(lon, lat)));

                Assert.Equal(lon, back.Lon, 1e-9);
                Assert.Equal(lat, back.Lat, 1e-9);
            }
        }
    }

    [Fact]
    public void Outside_China_nothing_is_shifted()
    {
        var seoulEast = new LonLat(136.0, 37.5);

        Assert.Equal(seoulEast, Gcj02.FromWgs84(seoulEast));
        Assert.Equal(seoulEast, Gcj02.ToWgs84(seoulEast));
    }
}
