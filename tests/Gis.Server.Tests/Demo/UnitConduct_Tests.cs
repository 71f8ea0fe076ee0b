using Gis.Demo.Simulation;
using Gis.Demo.Terrain;
using Xunit;

namespace Gis.Server.Tests.Demo;

public sealed class UnitConduct_Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    private static readonly FieldUnit Unit = new("haz-01", "hazmat", SyntheticProvince.Seat(0));
    private static readonly LonLat Goal = SyntheticProvince.Seat(18);

    [Fact]
    public void An_order_is_answered_driven_along_the_roads_and_done()
    {
        var conduct = Conduct();
        conduct.Take(Order(Willing), Noon);

        var reports = Reports(conduct, Noon.AddHours(6));

        Assert.Equal(["acknowledged", "en_route", "on_scene", "done"], reports.Select(report => report.State));
        Assert.All(reports, report => Assert.Equal(Willing, report.Order));
        Assert.InRange((reports[0].At - Noon).TotalSeconds, 1, 30);
        Assert.InRange((reports[2].At - reports[1].At).TotalSeconds, Earth.DistanceM(Unit.Base, Goal) / 25, 4 * Earth.DistanceM(Unit.Base, Goal) / 20);
    }

    [Fact]
    public void On_the_way_it_is_on_the_road_and_moving_and_at_the_end_where_it_was_sent()
    {
        var conduct = Conduct();
        conduct.Take(Order(Willing), Noon);
        var reports = ReportTimes(conduct);

        var halfway = conduct.Where(reports[1] + ((reports[2] - reports[1]) / 2));

        Assert.True(halfway.SpeedMps > 5);
        Assert.NotNull(halfway.HeadingDeg);
        Assert.True(SyntheticProvince.Map.Counties.Min(county => Math.Min(Math.Abs(county.Seat.Lon - halfway.At.Lon), Math.Abs(county.Seat.Lat - halfway.At.Lat))) < 0.001);
        Assert.True(Earth.DistanceM(conduct.Where(reports[2].AddSeconds(1)).At, Goal) < 50);
    }

    [Fact]
    public void A_unit_that_refuses_says_so_and_why_and_stays()
    {
        var conduct = Conduct(refuses: true);
        conduct.Take(Order(Willing), Noon);

        var report = Assert.Single(Reports(conduct, Noon.AddHours(6)));

        Assert.Equal("refused", report.State);
        Assert.Matches(@"^\P{IsBasicLatin}.*\(.+\)$", report.Text);
        Assert.Equal(Unit.Base, conduct.Where(Noon.AddHours(1)).At);
    }

    [Fact]
    public void A_silent_unit_answers_nothing()
    {
        var conduct = Conduct(silent: true);
        conduct.Take(Order(Willing), Noon);

        Assert.Empty(Reports(conduct, Noon.AddHours(6)));
    }

    [Fact]
    public void Told_to_stand_down_it_turns_round_and_answers_the_recall()
    {
        var conduct = Conduct();
        conduct.Take(Order(Willing), Noon);
        var off = ReportTimes(conduct)[1];

        conduct.Take(new FieldOrder("recall-1", "stand_down", Goal, IsCancelled: true), off.AddMinutes(5));

        Assert.Equal([("recall-1", "acknowledged"), ("recall-1", "done")], Reports(conduct, Noon.AddHours(6)).Select(report => (report.Order, report.State)));
        Assert.True(Earth.DistanceM(conduct.Where(off.AddHours(5)).At, Unit.Base) < 50);
    }

    [Fact]
    public void Some_units_refuse_some_orders_and_a_few_ignore_them()
    {
        var answers = Enumerable.Range(0, 400).Select(i =>
        {
            var conduct = Conduct();
            conduct.Take(Order($"HB-20261122-001-{i}"), Noon);
            return Reports(conduct, Noon.AddMinutes(1)).FirstOrDefault()?.State ?? "silent";
        }).ToLookup(state => state);

        Assert.InRange(answers["refused"].Count(), 15, 80);
        Assert.InRange(answers["silent"].Count(), 10, 70);
        Assert.InRange(answers["acknowledged"].Count(), 250, 380);
    }

    [Fact]
    public void An_order_is_read_as_the_server_writes_it()
    {
        var payload = """{"order":"HB-20261122-001-01","incident":"HB-20261122-001","kind":"monitor","text":"取样","lon":114.5,"lat":38.1,"due":null}"""u8;

        Assert.True(FieldOrder.TryRead(payload.ToArray(), out var order));
        Assert.Equal(new FieldOrder("HB-20261122-001-01", "monitor", new LonLat(114.5, 38.1), false), order);
        Assert.False(FieldOrder.TryRead("[1"u8.ToArray(), out _));
    }

    /// <summary>An order that this unit neither refuses nor ignores.</summary>
    private static string Willing { get; } = Enumerable.Range(0, 100).Select(i => $"order-{i}").First(code =>
    {
        var conduct = Conduct();
        conduct.Take(Order(code), Noon);
        return conduct.NextReport(Noon.AddHours(1))?.State == "acknowledged";
    });

    private static UnitConduct Conduct(bool refuses = false, bool silent = false) =>
        new(Unit, SyntheticProvince.Map.Roads, [], haste: 1, refuses, silent, new Dice(7));

    private static FieldOrder Order(string code) => new(code, "go", Goal, IsCancelled: false);

    private static List<FieldReport> Reports(UnitConduct conduct, DateTimeOffset until)
    {
        var reports = new List<FieldReport>();
        while (conduct.NextReport(until) is { } report)
        {
            reports.Add(report);
            conduct.Reported();
        }

        return reports;
    }

    private static List<DateTimeOffset> ReportTimes(UnitConduct conduct)
    {
        var seen = Conduct();
        seen.Take(Order(Willing), Noon);
        Assert.NotNull(conduct.NextDue);
        return [.. Reports(seen, Noon.AddHours(6)).Select(report => report.At)];
    }
}
