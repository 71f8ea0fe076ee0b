using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Deliveries;

/// <summary>What people see of the ledger and ask for, without the field.</summary>
public sealed class Deliveries_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    private static readonly DateTimeOffset Long = DeliverySeed.Midnight(-20);

    [Fact]
    public async Task Ledger_names_days_gaps_and_what_would_be_asked()
    {
        var thing = await AddLoggerWithGapsAsync();
        await system.Store.ExecuteAsync(
            "INSERT INTO delivery_total (thing_id, day, received, stored, duplicate, rejected, late) VALUES ($1, $2::date, 30, 25, 5, 1, 2)", thing, DateOnly.Parse(DeliverySeed.Day(-2), null));
        var inspector = (await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program;

        var card = await inspector.JsonAsync("GET", $"{Ledger(thing)}?from={DeliverySeed.Day(-2)}&to={DeliverySeed.Day(-1)}");

        var day = card.GetProperty("days")[0];
        Assert.Equal((24, 21, 3), (day.GetProperty("expected").GetInt32(), day.GetProperty("present").GetInt32(), day.GetProperty("missing").GetInt32()));
        Assert.Equal(0.875, day.GetProperty("rate").GetProperty("transmissionRate").GetDouble(), 9);
        Assert.Equal((30, 5), (day.GetProperty("arrived").GetProperty("received").GetInt32(), day.GetProperty("arrived").GetProperty("duplicate").GetInt32()));
        var gap = card.GetProperty("gaps")[0];
        Assert.Equal(DeliverySeed.Midnight(-2).AddHours(10), gap.GetProperty("from").GetDateTimeOffset());
        Assert.Equal((3, 3_600), (gap.GetProperty("missing").GetInt32(), gap.GetProperty("periodS").GetInt32()));
        var ask = Assert.Single(card.GetProperty("requests").EnumerateArray());
        Assert.Equal("2061", ask.GetProperty("cn").GetString());
    }

    [Fact]
    public async Task Request_becomes_a_command_with_the_hours_in_it_and_is_not_made_twice()
    {
        var thing = await AddLoggerWithGapsAsync();
        var inspector = await system.PersonAsync("inspector", StoreSeed.ChangAn);

        var made = await inspector.Program.JsonAsync("POST", $"api/things/{thing}/gap-requests", new { });
        var again = await inspector.Program.ProblemAsync("POST", $"api/things/{thing}/gap-requests", new { });
        var command = (await inspector.Program.JsonAsync("GET", $"api/things/{thing}/commands")).GetProperty("items")[0];
        var card = await inspector.Program.JsonAsync("GET", Ledger(thing));

        Assert.Single(made.GetProperty("requests").EnumerateArray());
        Assert.Equal((HttpStatusCode.Conflict, "already-asked"), again);
        Assert.Equal(("2061", "queued", inspector.Name), (Text(command, "cn"), Text(command, "state"), Text(command, "requestedBy")));
        Assert.Equal(DeliverySeed.Midnight(-2).AddHours(10), command.GetProperty("parameters").GetProperty("beginTime").GetDateTimeOffset());
        Assert.Equal(DeliverySeed.Midnight(-2).AddHours(13).AddSeconds(-1), command.GetProperty("parameters").GetProperty("endTime").GetDateTimeOffset());
        Assert.Equal(("already-asked", "queued"), (Text(card, "noRequest"), Text(card.GetProperty("gaps")[0].GetProperty("request"), "state")));
        Assert.Equal(1L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'device.request_gaps' AND entity_id = $1", $"{thing}"));
    }

    [Fact]
    public async Task Two_people_at_once_ask_once()
    {
        var thing = await AddLoggerWithGapsAsync();
        var inspector = (await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program;

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => inspector.StatusAsync("POST", $"api/things/{thing}/gap-requests", new { })));

        Assert.Single(answers, HttpStatusCode.Created);
        Assert.Equal(1L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM device_command WHERE thing_id = $1", thing));
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused_with_the_reason()
    {
        var inspector = (await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program;
        var mute = await system.Store.AddThingAsync("speaks JSON", StoreSeed.ChangAn);
        await system.Store.AddStreamAsync(mute, 0, 3_600, Long);
        var whole = await system.Store.AddLoggerAsync();
        var moments = await system.Store.AddLoggerAsync();
        await system.Store.AddStreamAsync(moments, 0, 3_600, Long);

        Assert.Equal((HttpStatusCode.Conflict, "no-mn"), await inspector.ProblemAsync("POST", $"api/things/{mute}/gap-requests", new { }));
        Assert.Equal((HttpStatusCode.Conflict, "nothing-missing"), await inspector.ProblemAsync("POST", $"api/things/{whole}/gap-requests", new { }));
        Assert.Equal((HttpStatusCode.Conflict, "only-moments"), await inspector.ProblemAsync("POST", $"api/things/{moments}/gap-requests", new { }));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await inspector.ProblemAsync("POST", $"api/things/{whole}/gap-requests", new { from = "2020-01-01", to = "2020-12-31" }));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await inspector.ProblemAsync("GET", $"{Ledger(whole)}?from={DeliverySeed.Day(2)}&to={DeliverySeed.Day(3)}"));
    }

    [Fact]
    public async Task Ranking_is_worst_first_in_pages_and_within_the_readers_areas()
    {
        var things = new List<long>();
        foreach (var missing in (int[])[0, 6, 12])
        {
            var thing = await system.Store.AddThingAsync($"rank {missing}", "130105", "water_station");
            var stream = await system.Store.AddStreamAsync(thing, 3_600, 3_600, Long);
            await system.Store.AddPeriodsAsync(stream, Enumerable.Range(missing, 24 - missing).Select(h => DeliverySeed.Midnight(-1).AddHours(h)));
            await system.Store.CountAsync(thing, -2, -1);
            things.Add(thing);
        }

        var reader = (await system.PersonAsync("officer", "130105")).Program;
        var elsewhere = (await system.PersonAsync("officer", StoreSeed.Tangshan)).Program;
        var query = $"api/deliveries?from={DeliverySeed.Day(-1)}&to={DeliverySeed.Day(-1)}";

        var first = await reader.JsonAsync("GET", $"{query}&limit=2");
        var rest = await reader.JsonAsync("GET", $"{query}&limit=2&after={Text(first, "next")}");
        var areas = await reader.JsonAsync("GET", $"api/deliveries/areas?from={DeliverySeed.Day(-1)}&to={DeliverySeed.Day(-1)}");

        List<JsonElement> all = [.. first.GetProperty("items").EnumerateArray(), .. rest.GetProperty("items").EnumerateArray()];
        Assert.Equal([things[2], things[1], things[0]], all.Select(row => row.GetProperty("thingId").GetInt64()));
        Assert.Equal(0.5, all[0].GetProperty("rate").GetProperty("transmissionRate").GetDouble(), 9);
        Assert.Equal([null, null, null, null, null, 0.0, 0.5], all[0].GetProperty("lastDays").EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? (double?)null : v.GetDouble()));
        Assert.Equal(54.0 / 72, areas[0].GetProperty("rate").GetProperty("transmissionRate").GetDouble(), 9);
        Assert.Empty((await reader.JsonAsync("GET", $"{query}&kind=air_station")).GetProperty("items").EnumerateArray());
        Assert.Empty((await elsewhere.JsonAsync("GET", query)).GetProperty("items").EnumerateArray());
        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await reader.ProblemAsync("GET", $"{query}&after=nonsense"));
    }

    [Fact]
    public async Task File_has_a_row_a_thing_and_keeps_names_from_being_formulas()
    {
        var thing = await system.Store.AddThingAsync("=1+1, \"x\"", "130104", "noise_station");
        await system.Store.AddStreamAsync(thing, 3_600, 3_600, Long);
        await system.Store.CountAsync(thing, -1);
        var reader = (await system.PersonAsync("officer", "130104")).Program;

        using var answer = await reader.SendAsync("GET", $"api/deliveries.csv?from={DeliverySeed.Day(-1)}&to={DeliverySeed.Day(-1)}");
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"'=1+1, \"\"x\"\"\"", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",24,0,24,24,0,0,0.0000,,0.0000", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_that_were_passed_over_are_shown()
    {
        var thing = await system.Store.AddThingAsync("numbers", StoreSeed.ChangAn);
        var (after, before) = (DateTime.UtcNow.AddHours(-3), DateTime.UtcNow.AddHours(-2));
        await system.Store.ExecuteAsync("INSERT INTO delivery_counter VALUES ($1, 2, 1, 40, $2, $3)", thing, after, before);
        await system.Store.ExecuteAsync(
            "INSERT INTO delivery_hole (thing_id, run, first, last, missing, after_at, before_at) VALUES ($1, 2, 11, 15, '{[11,12],[15,15]}', $2, $3)", thing, after, before);
        var reader = (await system.PersonAsync("officer", StoreSeed.ChangAn)).Program;

        var numbers = (await reader.JsonAsync("GET", Ledger(thing))).GetProperty("numbers");

        Assert.Equal((40, 1, 3), (numbers.GetProperty("newest").GetInt32(), numbers.GetProperty("restarts").GetInt32(), numbers.GetProperty("missing").GetInt32()));
        Assert.Equal([(15, 15), (11, 12)], numbers.GetProperty("holes").EnumerateArray().Select(h => (h.GetProperty("first").GetInt32(), h.GetProperty("last").GetInt32())));
    }

    [Fact]
    public async Task Days_say_when_nothing_was_expected()
    {
        var thing = await system.Store.AddThingAsync("came and went", StoreSeed.ChangAn);
        var (came, went) = (DeliverySeed.Midnight(-3).AddHours(10), DeliverySeed.Midnight(-1).AddHours(6));
        await system.Store.RetireAsync(await system.Store.AddStreamAsync(thing, 3_600, 3_600, came), went);
        await system.Store.RetireAsync(await system.Store.AddStreamAsync(thing, 0, 600, came.AddHours(1)), went.AddHours(-1));
        var reader = (await system.PersonAsync("officer", StoreSeed.ChangAn)).Program;

        var card = await reader.JsonAsync("GET", $"{Ledger(thing)}?from={DeliverySeed.Day(-4)}&to={DeliverySeed.Day(0)}");
        var dayOnly = await reader.JsonAsync("GET", $"{Ledger(thing)}?from={DeliverySeed.Day(-2)}&to={DeliverySeed.Day(-2)}");
        var before = await reader.JsonAsync("GET", $"{Ledger(thing)}?from={DeliverySeed.Day(-5)}&to={DeliverySeed.Day(-4)}");

        Assert.Equal([(came, went)], Expected(card));
        Assert.Equal([(DeliverySeed.Midnight(-2), DeliverySeed.Midnight(-1))], Expected(dayOnly));
        Assert.Empty(Expected(before));

        static IEnumerable<(DateTimeOffset, DateTimeOffset)> Expected(JsonElement of) => of.GetProperty("expected").EnumerateArray()
            .Select(span => (span.GetProperty("from").GetDateTimeOffset(), span.GetProperty("to").GetDateTimeOffset()));
    }

    [Fact]
    public async Task Numbers_count_on_the_days_in_which_they_lie()
    {
        var thing = await system.Store.AddThingAsync("numbers by day", StoreSeed.ChangAn);
        var (after, before) = (DeliverySeed.Midnight(-2).AddHours(-12).UtcDateTime, DeliverySeed.Midnight(-1).AddHours(12).UtcDateTime);
        await system.Store.ExecuteAsync("INSERT INTO delivery_counter VALUES ($1, 1, 1, 40, $2, $3)", thing, after, before);

        // Nine numbers over 48 hours lie 4.8 hours apart: two on the first day, five on the second, of which one has come, two on the third.
        await system.Store.ExecuteAsync(
            """
            INSERT INTO delivery_hole (thing_id, run, first, last, missing, after_at, before_at)
            VALUES ($1, 1, 11, 19, '{[11,15],[17,19]}', $2, $3), ($1, 1, 30, 31, '{[30,31]}', $3, $3)
            """,
            thing, after, before);
        var reader = (await system.PersonAsync("officer", StoreSeed.ChangAn)).Program;

        var card = await reader.JsonAsync("GET", $"{Ledger(thing)}?from={DeliverySeed.Day(-4)}&to={DeliverySeed.Day(0)}");

        Assert.Equal([0, 2, 4, 4, 0], card.GetProperty("days").EnumerateArray().Select(day => day.GetProperty("numbersMissing").GetInt32()));
        Assert.Equal(10, card.GetProperty("numbers").GetProperty("missing").GetInt32());
    }

    private static string Ledger(long thing) => $"api/things/{thing}/deliveries";

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    /// <summary>All hours since the day before yesterday but three.</summary>
    private async Task<long> AddLoggerWithGapsAsync()
    {
        var thing = await system.Store.AddLoggerAsync();
        var stream = await system.Store.AddStreamAsync(thing, 3_600, 3_600, DeliverySeed.Midnight(-2));
        var hours = (int)(DateTimeOffset.UtcNow - DeliverySeed.Midnight(-2)).TotalHours;
        await system.Store.AddPeriodsAsync(stream, Enumerable.Range(0, hours).Where(h => h is < 10 or > 12).Select(h => DeliverySeed.Midnight(-2).AddHours(h)));
        return thing;
    }
}
