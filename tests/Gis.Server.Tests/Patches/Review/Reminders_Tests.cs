using System.Text.Json;
using Gis.Server.Patches.Review;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.Live;
using Gis.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gis.Server.Tests.Patches.Review;

/// <summary>Reminders of steps that are nobody's in particular: they go to the officers whose turn it is.</summary>
public sealed class Reminders_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    private const string Province = "130000";
    private const string City = "130500";
    private const string County = "130502";

    [Theory]
    [InlineData("submitted", City)]
    [InlineData("rectified", City)]
    [InlineData("reviewed", Province)]
    [InlineData("judged", null)]
    [InlineData("case", null)]
    [InlineData("closed", null)]
    public async Task Late_step_above_the_county_reminds_the_area_whose_turn_it_is(string state, string? turn)
    {
        await WorkTodayAsync();
        await system.PersonAsync("officer", City);
        var patch = await LateAsync(state, County);

        await RunAsync();

        Assert.Equal(turn is null ? [] : [turn], await TurnsAsync(patch));
    }

    [Fact]
    public async Task Two_verdicts_that_differ_remind_whoever_settles_them()
    {
        await WorkTodayAsync();
        await system.PersonAsync("officer", City);
        var patch = await LateAsync("judged", County);
        await system.Store.ExecuteAsync(
            "INSERT INTO patch_event (patch_id, kind, at, account_id, verdict) VALUES ($1, 'second', now() - interval '70 days', $2, 'O5')", patch, await system.Store.AccountAsync());

        await RunAsync();

        Assert.Equal([City], await TurnsAsync(patch));
    }

    [Fact]
    public async Task Where_the_city_has_no_officer_it_is_the_province_that_is_reminded()
    {
        await WorkTodayAsync();
        await system.PersonAsync("officer", Province);
        var patch = await LateAsync("submitted", "130602");

        await RunAsync();

        Assert.Equal([Province], await TurnsAsync(patch));
    }

    [Fact]
    public async Task Step_that_is_not_due_yet_and_one_on_a_free_day_remind_nobody()
    {
        await system.PersonAsync("officer", City);
        var late = await LateAsync("submitted", County);
        await system.Store.ExecuteAsync("INSERT INTO work_calendar VALUES ($1, false, NULL) ON CONFLICT (day) DO UPDATE SET works = false", Today);
        await RunAsync();
        Assert.Empty(await TurnsAsync(late));

        await WorkTodayAsync();
        var early = await LateAsync("reviewed", County, daysAgo: 0);
        await RunAsync();

        Assert.Empty(await TurnsAsync(early));
        Assert.Equal([City], await TurnsAsync(late));
    }

    [Fact]
    public async Task Reminder_comes_once_a_day_and_its_news_names_the_area()
    {
        await WorkTodayAsync();
        var officer = await system.PersonAsync("officer", City);
        var patch = await LateAsync("submitted", County);
        var hears = new LiveViewer(system, officer);
        long? end = null;
        var watching = hears.FollowUntilAsync(() => end);
        await Eventually.TrueAsync(() => hears.Snapshots == 1, "it follows");

        await RunAsync();
        await RunAsync();
        end = await system.Store.ScalarAsync<long>("SELECT append_live_event('thing', '{}', ARRAY[$1], '{}')", County);
        await watching;

        Assert.Equal([City], await TurnsAsync(patch));
        var told = hears.Received.Select(item => JsonDocument.Parse(item).RootElement).Where(item => item.TryGetProperty("patches", out _))
            .SelectMany(item => item.GetProperty("patches").EnumerateArray()).Last(one => one.GetProperty("id").GetInt64() == patch);
        Assert.Equal(("reminded", City), (told.GetProperty("kind").GetString(), told.GetProperty("turn").GetString()));
    }

    private static DateOnly Today => DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).DateTime);

    private Task<int> WorkTodayAsync() =>
        system.Store.ExecuteAsync("INSERT INTO work_calendar VALUES ($1, true, NULL) ON CONFLICT (day) DO UPDATE SET works = true", Today);

    /// <summary>A patch that came into a state so many days ago, given to somebody before.</summary>
    private async Task<long> LateAsync(string state, string county, int daysAgo = 80)
    {
        var patch = await system.Store.PatchAsync(await system.Store.BatchAsync(area: county), $"late-{Guid.NewGuid():N}", county);
        var by = await system.Store.AccountAsync();
        await system.Store.ExecuteAsync(
            """
            INSERT INTO patch_event (patch_id, kind, at, account_id, state, verdict, assignee)
            VALUES ($1, 'assigned', now() - interval '91 days', $2, 'assigned', NULL, $2), ($1, 'judged', now() - interval '90 days', $2, 'judged', 'V1', NULL)
            """,
            patch, by);
        if (state != "judged")
        {
            await system.Store.ExecuteAsync("INSERT INTO patch_event (patch_id, kind, at, account_id, state) VALUES ($1, 'sent_on', now() - make_interval(days => $3), $4, $2)", patch, state, daysAgo, by);
        }

        return patch;
    }

    private Task<int?> RunAsync() => system.Services.GetRequiredService<DueReminders>().RunAsync(default);

    private async Task<string[]> TurnsAsync(long patch) =>
        await system.Store.ScalarAsync<string[]>("SELECT coalesce(array_agg(coalesce(details ->> 'turn', '-') ORDER BY id), '{}') FROM patch_event WHERE patch_id = $1 AND kind = 'reminded'", patch) ?? [];
}
