using System.Globalization;
using Gis.Ingest.Rollups;
using Xunit;

namespace Gis.Ingest.Tests.Rollups;

/// <summary>Consumption in the store stays right whatever order a meter's reports come in.</summary>
public sealed class Consumption_Tests(RollupIngest ingest) : IClassFixture<RollupIngest>
{
    [Fact]
    public async Task Daily_report_with_intervals_gives_hours_day_and_night_flow()
    {
        var meter = await AddMeterAsync("daily", 1_800);
        var day = new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(8));
        await ingest.RollUpAsync();

        await ReportAsync("daily", day.AddHours(29), 100, day, 30, [.. Enumerable.Range(0, 48).Select(i => 10.0 + i)]);
        await ingest.SettleAsync();
        await ingest.RollUpAsync();

        var hours = await ingest.UseAsync(meter, 3_600);
        Assert.Equal(24, hours.Count);
        Assert.Equal((day.ToUniversalTime(), 0.021, "measured"), (hours[0].Start, Math.Round(hours[0].M3, 6), hours[0].State));
        var whole = Assert.Single(await ingest.UseAsync(meter, 86_400));
        Assert.Equal((1.608, "measured", 28.0), (Math.Round(whole.M3, 6), whole.State, whole.Night!.Value));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Use_equals_that_made_from_scratch(int seed)
    {
        var random = new Random(seed);
        var name = $"meter-{seed}";
        var meter = await AddMeterAsync(name, 1_800);
        var total = 99_990.0;
        var sent = new List<(DateTimeOffset At, double M3)>();
        for (var minute = -2_000; minute < 0; minute += random.Next(4, random.Next(10) == 0 ? 700 : 40))
        {
            total += random.NextDouble() * 0.4;
            sent.Add((ingest.Clock.GetUtcNow().AddMinutes(minute), Math.Round(random.Next(40) == 0 ? total = 3 : total % 100_000, 3)));
        }

        foreach (var reading in sent.OrderBy(_ => random.Next()).Concat(sent.Take(5)))
        {
            await ingest.SayAsync(name, reading.At, "volume", reading.M3 + (random.Next(30) == 0 ? 0.002 : 0), random.Next(25) == 0 ? 'D' : 'N');
            if (random.Next(6) == 0)
            {
                await ingest.RollUpAsync();
            }

            if (random.Next(25) == 0)
            {
                await ingest.SettleAsync();
                ingest.Clock.Advance(TimeSpan.FromMinutes(random.Next(70)));
            }
        }

        await ingest.SettleAsync();
        ingest.Clock.Advance(TimeSpan.FromHours(30));
        var closedTo = await ingest.RollUpAsync();

        var stream = await ingest.Store.ScalarAsync<long>("SELECT id FROM datastream WHERE thing_id = $1 AND property = 'volume'", meter);
        var readings = (await ingest.ValuesAsync(stream)).Where(v => v.Quality is 0 or 4 or 5).Select(v => (v.At, v.Value!.Value)).ToList();
        var register = MeterUse.OfRegister(readings, 100_000, 4);
        foreach (var period in new[] { TimeSpan.FromHours(1), TimeSpan.FromDays(1) })
        {
            var expected = new List<UseOfPeriod>();
            for (var start = new DateTimeOffset(2026, 10, 28, 16, 0, 0, TimeSpan.Zero); start + period <= closedTo; start += period)
            {
                if (MeterUse.Within(register, start, start + period) is { } use)
                {
                    var night = period == TimeSpan.FromDays(1) ? MeterUse.NightLitresPerHour(register, [], start) : null;
                    expected.Add(Rounded(new UseOfPeriod(start, use.M3, use.State.ToString().ToLowerInvariant(), night)));
                }
            }

            Assert.NotEmpty(expected);
            Assert.Equal(expected, (await ingest.UseAsync(meter, (int)period.TotalSeconds)).Select(Rounded));
        }
    }

    [Fact]
    public async Task Reading_that_is_taken_back_takes_its_hours_with_it()
    {
        var meter = await AddMeterAsync("taken-back", 1_800);
        var hour = RollupMarks.HourOf(ingest.Clock.GetUtcNow()).AddHours(-9);
        await ingest.SayAsync("taken-back", hour, "volume", 10);
        await ingest.SayAsync("taken-back", hour.AddHours(1), "volume", 12);
        await ingest.SettleAsync();
        await ingest.RollUpAsync();
        Assert.Equal(2, Assert.Single(await ingest.UseAsync(meter, 3_600)).M3);

        await ingest.SayAsync("taken-back", hour.AddHours(1), "volume", 12, 'D');
        await ingest.SettleAsync();
        await ingest.RollUpAsync();

        Assert.Empty(await ingest.UseAsync(meter, 3_600));
    }

    private static UseOfPeriod Rounded(UseOfPeriod use) =>
        use with { M3 = Math.Round(use.M3, 6) + 0, Night = use.Night is { } night ? Math.Round(night, 3) + 0 : null };

    private async Task<long> AddMeterAsync(string name, int intervalS)
    {
        var meter = await ingest.AddThingAsync("water_meter", "meter", name);
        await ingest.Store.ExecuteAsync("INSERT INTO thing_alias (scheme, code, thing_id) VALUES ('thing', $1, $2)", name, meter);
        await ingest.Store.ExecuteAsync("""UPDATE thing SET properties = '{"q3_m3h": 4, "register_m3": 100000}' WHERE id = $1""", meter);
        await ingest.AddInstantAsync(meter, "volume", 900);
        await ingest.AddStreamAsync(meter, "interval_volume", intervalS);
        return meter;
    }

    private Task ReportAsync(string meter, DateTimeOffset readAt, double totalM3, DateTimeOffset start, int minutes, double[] litres) => ingest.SendAsync(
        $"meters/{meter}/up",
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"meterId":"{{meter}}","readAt":{{readAt.ToUnixTimeMilliseconds()}},"totalM3":{{totalM3}},"intervalStart":{{start.ToUnixTimeMilliseconds()}},"intervalMinutes":{{minutes}},"intervalLitres":[{{string.Join(',', litres.Select(l => l.ToString(CultureInfo.InvariantCulture)))}}]}"""));
}
