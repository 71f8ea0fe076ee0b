using Gis.Ingest.Alarms;
using Gis.Ingest.Pipeline;
using Xunit;

namespace Gis.Ingest.Tests.Alarms;

public sealed class DistrictRule_Tests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 3, 4, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2026, 11, 2, 20, 0, 0, TimeSpan.Zero);
    private static readonly DistrictNight Bad = new(End.AddDays(-1), 1_200, 4_000, 28, 1_000, 50);

    [Theory]
    [InlineData(1_151, 4_000, 28, 50, "Bad")]
    [InlineData(1_150, 4_000, 28, 50, "Good")]
    [InlineData(1_151, 4_000, 6, 50, "Good")]
    [InlineData(1_601, 4_000, 6, 50, "Bad")]
    [InlineData(1_600, 4_000, 6, 50, "Good")]
    [InlineData(1_010, 4_000, 28, 0, "Good")]
    [InlineData(1_011, 4_000, 28, 0, "Bad")]
    public void Night_is_too_high_above_the_nights_before_or_the_share_of_the_day(double least, double mean, int nights, double deviation, string finding) =>
        Assert.Equal(finding, Judge(new DistrictNight(End, least, mean, nights, 1_000, deviation), Bad).Finding.ToString());

    [Theory]
    [InlineData(1_151, "Bad")]
    [InlineData(1_149, "Between")]
    public void Day_that_is_not_whole_ends_no_alarm(double least, string finding) =>
        Assert.Equal(finding, Judge(new DistrictNight(End, least, null, 28, 1_000, 50), Bad).Finding.ToString());

    [Fact]
    public void One_night_is_not_enough()
    {
        var night = new DistrictNight(End, 1_200, 4_000, 28, 1_000, 50);

        Assert.Equal(Finding.Between, Judge(night).Finding);
        Assert.Equal(Finding.Between, Judge(night, Bad with { Least = 1_100 }).Finding);
    }

    [Fact]
    public void Limit_is_the_lower_of_the_two()
    {
        Assert.Equal(1_150, Judge(new DistrictNight(End, 1_700, 4_000, 28, 1_000, 50), Bad).Limit);
        Assert.Equal(1_600, Judge(new DistrictNight(End, 1_700, 4_000, 28, 1_700, 50), Bad).Limit);
        Assert.Equal(1_600, Judge(new DistrictNight(End, 1_700, 4_000, 0, null, null), Bad).Limit);
    }

    private static Verdict Judge(DistrictNight night, params DistrictNight[] before) =>
        DistrictRules.Judge(new ThingEntry(1, "water_meter", "130102", "real", null), night, before, Figures.Default, Now);
}
