using Gis.Server.Land;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Server.Tests.Land;

public sealed class LandRecord_Tests
{
    private static LandRecord Saying(string theme, params (string Role, string Text)[] values) =>
        new(theme, theme, 1, null, null, values.ToDictionary(value => value.Role, value => value.Text), Polygon.Empty);

    [Theory]
    [InlineData("2026-01-05", "2026-01-05")]
    [InlineData("2026/1/5", "2026-01-05")]
    [InlineData("20260105", "2026-01-05")]
    [InlineData("2026-01-05T08:00:00Z", "2026-01-05")]
    [InlineData("2026/01/05 08:00:00", "2026-01-05")]
    [InlineData("9999-12-31", null)]
    [InlineData("0001-01-01", null)]
    [InlineData("2026-02-30", null)]
    [InlineData("soon", null)]
    public void A_day_is_read_as_files_write_it(string text, string? day) => Assert.Equal(day, Saying("supply", ("start_due", text)).Day("start_due")?.ToString("O"));

    [Theory]
    [InlineData("supply", "valid_to", "2026-01-05", "valid")]
    [InlineData("supply", "valid_to", "2026-01-04", "expired")]
    [InlineData("supply", "valid_from", "2026-01-06", "not_yet")]
    [InlineData("red_line", "kind", "water", "in_force")]
    [InlineData("use", "started_on", "2026-01-05", "under_way")]
    [InlineData("use", "started_on", "2026-01-06", "planned")]
    [InlineData("use", "idle_since", "2025-06-01", "idle")]
    [InlineData("use", "finished_on", "2025-06-01", "finished")]
    [InlineData("supplement", "accepted_on", "2026-01-06", "planned")]
    [InlineData("supplement", "accepted_on", "2026-01-05", "accepted")]
    [InlineData("inspection", "found_on", "2026-01-01", "open")]
    [InlineData("inspection", "closed_on", "2026-01-01", "closed")]
    public void How_it_stands_on_a_day(string theme, string role, string text, string status)
    {
        Assert.Equal(status, LandStatus.On(Saying(theme, (role, text)), new DateOnly(2026, 1, 5)));
        Assert.Contains(status, LandStatus.Words.Split(' '));
    }
}
