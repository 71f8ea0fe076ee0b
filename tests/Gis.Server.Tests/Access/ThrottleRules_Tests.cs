using Gis.Server.Access.SignIn;
using Xunit;

namespace Gis.Server.Tests.Access;

public sealed class ThrottleRules_Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly Failures None = new(0, null);

    [Fact]
    public void A_few_slips_are_free() =>
        Assert.Equal(TimeSpan.Zero, ThrottleRules.Wait(new Failures(ThrottleRules.FreePerName - 1, Noon), None, Noon));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(4, 60)]
    [InlineData(1_000, 60)]
    public void Each_further_failure_doubles_the_wait_up_to_a_minute(int further, int seconds) =>
        Assert.Equal(seconds, ThrottleRules.Wait(new Failures(ThrottleRules.FreePerName + further, Noon), None, Noon).TotalSeconds);

    [Fact]
    public void Waiting_counts_from_the_last_failure() =>
        Assert.Equal(2, ThrottleRules.Wait(new Failures(ThrottleRules.FreePerName, Noon), None, Noon.AddSeconds(3)).TotalSeconds);

    [Fact]
    public void An_address_waits_longer_than_a_name() =>
        Assert.Equal(900, ThrottleRules.Wait(None, new Failures(ThrottleRules.FreePerAddress + 50, Noon), Noon).TotalSeconds);
}
