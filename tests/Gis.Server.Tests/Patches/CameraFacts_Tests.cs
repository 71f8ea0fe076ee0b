using Gis.Server.Patches.Cases;
using Gis.Server.Tests.Patches.Field;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>What a file says of place, direction and time.</summary>
public sealed class CameraFacts_Tests
{
    private const int Cases = 100_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Place_direction_and_time_are_read_and_a_zone_is_heeded()
    {
        var told = CameraFacts.Read(CameraPhoto.Jpeg(1, (114.6125, 38.0475), 271.5, "2026:11:20 09:30:15", "+09:00"), Now);

        Assert.Equal(114.6125, told.Place!.Value.Lon, 1e-5);
        Assert.Equal(38.0475, told.Place.Value.Lat, 1e-5);
        Assert.Equal(271.5, told.AzimuthDeg);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 0, 30, 15, TimeSpan.Zero), told.TakenAt);
    }

    [Fact]
    public void Clock_without_a_zone_goes_by_Beijing_and_without_a_clock_by_the_satellites()
    {
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 1, 30, 15, TimeSpan.Zero), CameraFacts.Read(CameraPhoto.Jpeg(2, takenOn: "2026:11:20 09:30:15"), Now).TakenAt);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 6, 15, 0, TimeSpan.Zero), CameraFacts.Read(CameraPhoto.Jpeg(3, gpsTime: ("2026:11:20", 6.25)), Now).TakenAt);
    }

    [Theory]
    [InlineData("0000:00:00 00:00:00")]
    [InlineData("1999:12:31 10:00:00")]
    [InlineData("2026:11:26 10:00:00")]
    [InlineData("yesterday, at noon.")]
    public void Time_that_cannot_be_is_none(string takenOn) => Assert.Null(CameraFacts.Read(CameraPhoto.Jpeg(4, takenOn: takenOn), Now).TakenAt);

    [Fact]
    public void What_says_nothing_tells_nothing() => Assert.Equal(default, CameraFacts.Read(FieldPhoto.Jpeg(5), Now));

    [Fact]
    public void Spoilt_files_are_read_without_trouble()
    {
        var random = new Random(20261123);
        var whole = CameraPhoto.Jpeg(6, (114.5, 38), 90, "2026:11:20 09:30:15", "+08:00", ("2026:11:20", 1));
        for (var at = 0; at < Cases; at++)
        {
            var bytes = whole.ToArray();
            for (var spoilt = random.Next(1, 12); spoilt > 0; spoilt--)
            {
                bytes[random.Next(Math.Min(bytes.Length, 420))] = (byte)random.Next(256);
            }

            var told = CameraFacts.Read(bytes.AsSpan(0, random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length), Now);
            Assert.True(told.Place is not { } place || (Math.Abs(place.Lon) <= 180 && Math.Abs(place.Lat) <= 90));
            Assert.True(told.AzimuthDeg is null or (>= 0 and < 360));
            Assert.True(told.TakenAt is null || (told.TakenAt.Value.Year >= 2000 && told.TakenAt <= Now.AddDays(1)));
        }
    }
}
