using System.Globalization;
using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Devices;

/// <summary>What people tell devices and ask of them, without the field.</summary>
public sealed class Devices_Tests(CommandSystem system) : IClassFixture<CommandSystem>
{
    private static readonly string[] Two = ["127.0.0.1", "10.1.0.0/16"];
    private static readonly string[] One = ["10.0.0.1"];
    private static readonly string[] Nonsense = ["10.0.0.1/33"];
    private static int _lastMn;

    [Fact]
    public async Task Command_is_stored_queued_with_who_asked_and_an_audit_entry()
    {
        var (thing, mn) = await AddDeviceAsync();
        var inspector = await system.PersonAsync("inspector", StoreSeed.ChangAn);

        var sent = await inspector.Program.JsonAsync("POST", Commands(thing), new { cn = "1062", parameters = new { rtdInterval = 60 } });

        Assert.Equal(("queued", "1062", mn, inspector.Name), (Text(sent, "state"), Text(sent, "cn"), Text(sent, "mn"), Text(sent, "requestedBy")));
        Assert.Equal(17, Text(sent, "qn").Length);
        Assert.Equal(60, sent.GetProperty("parameters").GetProperty("rtdInterval").GetInt32());
        Assert.Equal(1L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'device.command' AND entity_id = $1", $"{thing}"));
        Assert.True(await system.Store.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM live_event WHERE kind = 'device' AND $1 = ANY (ids))", thing));
    }

    [Fact]
    public async Task Numbers_are_never_given_twice_and_the_log_is_newest_first_in_pages()
    {
        var (thing, _) = await AddDeviceAsync();
        var inspector = (await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => inspector.JsonAsync("POST", Commands(thing), new { cn = "1012" })));

        var first = await inspector.JsonAsync("GET", $"{Commands(thing)}?limit=5");
        var rest = await inspector.JsonAsync("GET", $"{Commands(thing)}?limit=5&after={Text(first, "next")}");
        List<JsonElement> all = [.. first.GetProperty("items").EnumerateArray(), .. rest.GetProperty("items").EnumerateArray()];
        Assert.Equal(8, all.Select(row => Text(row, "qn")).Distinct().Count());
        Assert.Equal(all.Select(row => row.GetProperty("id").GetInt64()).OrderDescending(), all.Select(row => row.GetProperty("id").GetInt64()));
    }

    [Fact]
    public async Task Same_key_is_the_same_command()
    {
        var (thing, _) = await AddDeviceAsync();
        var inspector = (await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program;

        var once = await inspector.JsonAsync("POST", Commands(thing), new { cn = "1012", key = "k-1" });
        var again = await inspector.JsonAsync("POST", Commands(thing), new { cn = "1012", key = "k-1" });
        var other = await inspector.ProblemAsync("POST", Commands(thing), new { cn = "1011", key = "k-1" });

        Assert.Equal(once.GetProperty("id").GetInt64(), again.GetProperty("id").GetInt64());
        Assert.Equal((HttpStatusCode.Conflict, "key-taken"), other);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_by_name()
    {
        var (thing, _) = await AddDeviceAsync();
        var without = await system.Store.AddThingAsync("no device", StoreSeed.ChangAn);
        var inspector = (await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program;

        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await inspector.ProblemAsync("POST", Commands(thing), new { cn = "1062", parameters = new { rtdInterval = 5 } }));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await inspector.ProblemAsync("POST", Commands(thing), new { cn = "9014" }));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await inspector.ProblemAsync("POST", Commands(thing), new { cn = "1012", mn = "X" }));
        Assert.Equal((HttpStatusCode.Conflict, "no-mn"), await inspector.ProblemAsync("POST", Commands(without), new { cn = "1012" }));
    }

    [Fact]
    public async Task Password_is_set_by_administrators_and_shown_to_nobody()
    {
        const string secret = "Zq7Xw2";
        var (thing, _) = await AddDeviceAsync();
        var inspector = (await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program;
        var admin = (await system.PersonAsync("administrator", StoreSeed.ChangAn)).Program;

        var told = await admin.JsonAsync("POST", Commands(thing), new { cn = "1072", parameters = new { newPw = secret } });
        await admin.JsonAsync("PUT", $"api/things/{thing}/hj212-access", new { password = secret, sources = Two });
        var card = await admin.JsonAsync("GET", $"api/things/{thing}/device");

        Assert.Equal(HttpStatusCode.NotFound, await inspector.StatusAsync("POST", Commands(thing), new { cn = "1072", parameters = new { newPw = secret } }));
        Assert.DoesNotContain(secret, told.GetRawText() + card.GetRawText(), StringComparison.Ordinal);
        Assert.True(card.GetProperty("access").GetProperty("hasPassword").GetBoolean());
        Assert.Equal(["127.0.0.1/32", "10.1.0.0/16"], card.GetProperty("access").GetProperty("sources").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE details::text LIKE '%' || $1 || '%'", secret));
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM device_command WHERE parameters::text LIKE '%' || $1 || '%' OR encode(secret, 'escape') LIKE '%' || $1 || '%'", secret));
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM hj212_access WHERE encode(password, 'escape') LIKE '%' || $1 || '%'", secret));
        Assert.Equal(JsonValueKind.Null, (await inspector.JsonAsync("GET", $"api/things/{thing}/device")).GetProperty("access").ValueKind);
    }

    [Fact]
    public async Task Access_is_replaced_and_the_password_stays_unless_it_is_named()
    {
        var (thing, _) = await AddDeviceAsync();
        var admin = (await system.PersonAsync("administrator", StoreSeed.ChangAn)).Program;
        var path = $"api/things/{thing}/hj212-access";
        await admin.JsonAsync("PUT", path, new { password = "abc123", sources = One });

        await admin.JsonAsync("PUT", path, new { });
        var kept = (await admin.JsonAsync("GET", $"api/things/{thing}/device")).GetProperty("access");
        await admin.JsonAsync("PUT", path, new { clearsPassword = true });
        var cleared = (await admin.JsonAsync("GET", $"api/things/{thing}/device")).GetProperty("access");

        Assert.True(kept.GetProperty("hasPassword").GetBoolean());
        Assert.Equal(JsonValueKind.Null, kept.GetProperty("sources").ValueKind);
        Assert.False(cleared.GetProperty("hasPassword").GetBoolean());
        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await admin.ProblemAsync("PUT", path, new { password = "short" }));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await admin.ProblemAsync("PUT", path, new { sources = Nonsense }));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), await admin.ProblemAsync("PUT", path, new { sources = Array.Empty<string>() }));
    }

    [Fact]
    public async Task Device_shows_its_line_its_facilities_and_what_it_said()
    {
        var (thing, mn) = await AddDeviceAsync();
        await system.Store.ExecuteAsync("""
            INSERT INTO device_session (mn, thing_id, ingest, line, way, remote, st, version, since, kept_at)
            VALUES ($1, $2, '1', gen_random_uuid(), 'tcp', '10.1.2.3', '32', 4, now() - interval '1 hour', now())
            """, mn, thing);
        await system.Store.ExecuteAsync("INSERT INTO facility_state (thing_id, facility, state, since, state_at) VALUES ($1, 'SB10', 1, now(), now()), ($1, 'SB2', 4, now(), now())", thing);
        await system.Store.ExecuteAsync("INSERT INTO device_message (thing_id, kind, at, content, received_at) VALUES ($1, 'log', now(), '{\"cn\":\"3020\"}', now())", thing);

        var reader = await (await system.PersonAsync("officer", StoreSeed.ChangAn)).Program.JsonAsync("GET", $"api/things/{thing}/device");
        var admin = await (await system.PersonAsync("administrator", StoreSeed.ChangAn)).Program.JsonAsync("GET", $"api/things/{thing}/device");

        Assert.True(reader.GetProperty("lines")[0].GetProperty("connected").GetBoolean());
        Assert.Equal(JsonValueKind.Null, reader.GetProperty("lines")[0].GetProperty("address").ValueKind);
        Assert.Equal("10.1.2.3", Text(admin.GetProperty("lines")[0], "address"));
        Assert.Equal(["SB2 4", "SB10 1"], reader.GetProperty("facilities").EnumerateArray().Select(f => $"{Text(f, "facility")} {f.GetProperty("state").GetInt32().ToString(CultureInfo.InvariantCulture)}"));
        Assert.Equal("log", Text(reader.GetProperty("notes")[0], "kind"));
    }

    private static string Commands(long thing) => $"api/things/{thing}/commands";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private async Task<(long Thing, string Mn)> AddDeviceAsync()
    {
        var mn = $"1303000000000000{Interlocked.Increment(ref _lastMn).ToString("D8", CultureInfo.InvariantCulture)}";
        var thing = await system.Store.AddThingAsync(mn, StoreSeed.ChangAn);
        await system.Store.ExecuteAsync("INSERT INTO thing_alias (scheme, code, thing_id) VALUES ('mn', $1, $2)", mn, thing);
        return (thing, mn);
    }
}
