using Gis.Ingest.Alarms;
using Xunit;

namespace Gis.Ingest.Tests.Alarms;

public sealed class MeterRegister_Tests
{
    [Theory]
    [InlineData(99_999.9, 0.3, true)]
    [InlineData(99_999.9, 5.0, true)]
    [InlineData(99_999.9, 160.0, false)]     // more than twice what the meter can pass in a day
    [InlineData(1_420.906, 0.113, false)]    // a new register, not a full one
    [InlineData(99_999.9, 50_000, false)]
    [InlineData(100_000.5, 0.3, false)]      // not of this capacity
    [InlineData(99_999.9, -1, false)]
    public void Register_that_was_nearly_full_and_is_nearly_empty_has_wrapped(double before, double now, bool wrapped) =>
        Assert.Equal(wrapped, MeterRegister.HasWrapped(before, now, 100_000, q3M3h: 2.5, TimeSpan.FromDays(1)));

    [Theory]
    [InlineData(null, 24.0)]
    [InlineData(2.5, null)]
    public void Any_use_is_plausible_where_flow_or_time_is_not_known(double? q3M3h, double? hours) =>
        Assert.True(MeterRegister.HasWrapped(99_000, 900, 100_000, q3M3h, hours is { } h ? TimeSpan.FromHours(h) : null));
}
