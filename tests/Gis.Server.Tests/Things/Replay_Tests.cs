using System.Text;
using Gis.Demo.Field;
using Gis.Server.Platform.Commands;
using Gis.Server.Things;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Things;

/// <summary>A recording goes through broker and ingest like the words of the field: registered from its own file, stored once, refused by reason.</summary>
public sealed class Replay_Tests(Replay_Tests.ReplaySystem system) : IClassFixture<Replay_Tests.ReplaySystem>
{
    private const string HourSql =
        """
        SELECT p.avg FROM period_value p JOIN datastream d ON d.id = p.datastream_id JOIN thing_alias a ON a.thing_id = d.thing_id
        WHERE a.code = $1 AND d.property = $2 AND d.period_s = 3600 AND p.phenomenon_time = '2026-10-06T03:00:00Z'
        """;

    private const string MomentSql =
        """
        SELECT string_agg(o.value::text, ' ' ORDER BY o.phenomenon_time) FROM observation o JOIN datastream d ON d.id = o.datastream_id
        JOIN thing_alias a ON a.thing_id = d.thing_id WHERE a.code = $1 AND d.property = $2
        """;

    [Fact]
    public async Task Hours_are_registered_from_the_recording_stored_as_they_stand_and_never_doubled()
    {
        var file = Samples.PathOf("recordings/air-hours.xml");
        var things = Path.Combine(system.Home, "air-things.csv");

        var listed = await RunAsync("replay", file, "--things", things);
        Assert.Contains("1 lie in no area of this system", listed.Said, StringComparison.Ordinal);
        Assert.Contains("2 things and 0 units: 2 new", (await RunAsync("import-things", things)).Said, StringComparison.Ordinal);
        var first = await RunAsync("replay", file);
        var again = await RunAsync("replay", file);

        Assert.Equal((0, 0), (first.Code, again.Code));
        Assert.Contains("8 new, 0 there already, 0 refused", first.Said, StringComparison.Ordinal);
        Assert.Contains("0 new, 8 there already, 0 refused", again.Said, StringComparison.Ordinal);
        Assert.Contains("Not registered: 1 things", first.Said, StringComparison.Ordinal);
        Assert.Contains("line 26: DEMO2A: SO2 'many' is no number", first.Said, StringComparison.Ordinal);
        Assert.Equal(8L, await system.Store.ScalarAsync<long>(
            "SELECT count(*) FROM period_value p JOIN datastream d ON d.id = p.datastream_id JOIN thing_alias a ON a.thing_id = d.thing_id WHERE a.code LIKE 'DEMO%'"));
        Assert.Equal(
            (43.0, 9.0, 0.8, 97.0),
            (await HourAsync("DEMO1A", "a34004"), await HourAsync("DEMO1A", "a21026"), await HourAsync("DEMO1A", "a21005"), await HourAsync("DEMO2A", "a05024")));
        Assert.Equal("ug/m3", await system.Store.ScalarAsync<string>(
            "SELECT d.unit FROM datastream d JOIN thing_alias a ON a.thing_id = d.thing_id WHERE a.code = 'DEMO1A' AND d.property = 'a21026'"));
    }

    [Fact]
    public async Task Units_become_those_of_the_datastream_and_what_is_impossible_is_marked()
    {
        await RegisterAsync("kind,name_zh,area,lon,lat,alias_scheme,alias,property,unit\nwater_meter,示例表,130102,114.53,38.06,meter,flow-meter-1,flow,m3/h");

        var answer = await RunAsync(
            "replay", Samples.PathOf("recordings/flow-without-header.txt"), "--thing", "flow-meter-1", "--columns", "1=time,2=flow[L/min]", "--zone", "+08:00");

        Assert.Equal(0, answer.Code);
        Assert.Equal("0 0.15 21600000", await system.Store.ScalarAsync<string>(MomentSql, "flow-meter-1", "flow"));
        Assert.Equal("0 0 2", await system.Store.ScalarAsync<string>(MomentSql.Replace("o.value", "o.quality", StringComparison.Ordinal), "flow-meter-1", "flow"));
    }

    [Fact]
    public async Task Packets_are_taken_or_refused_by_the_system_itself_and_moved_to_now_when_asked()
    {
        const string mn = "130100F0A000000000000001";
        await RegisterAsync($"kind,name_zh,area,lon,lat,alias_scheme,alias,property\noutfall_water,示例口,130102,114.53,38.06,mn,{mn},w01018");

        var answer = await RunAsync("replay", Samples.PathOf("recordings/packets.txt"), "--until", "2026-10-09T04:10:00Z");

        Assert.Equal(1, answer.Code);
        Assert.Contains("Sent 4 messages; the broker acknowledged 4, turned away 0.", answer.Said, StringComparison.Ordinal);
        Assert.Contains("refused, bad-crc: 1", answer.Said, StringComparison.Ordinal);
        Assert.Equal("38.4 38.9 39.4", await system.Store.ScalarAsync<string>(MomentSql, mn, "w01018"));
        Assert.Equal(new DateTime(2026, 10, 9, 4, 10, 0, DateTimeKind.Utc), await system.Store.ScalarAsync<DateTime>(
            "SELECT max(o.phenomenon_time) FROM observation o JOIN datastream d ON d.id = o.datastream_id JOIN thing_alias a ON a.thing_id = d.thing_id WHERE a.code = $1", mn));
    }

    [Fact]
    public async Task Datastreams_that_a_registered_thing_lacks_are_registered_from_the_recording_and_nothing_else_is_changed()
    {
        const string mn = "130100F0A000000000000077";
        await RegisterAsync(
            "kind,name_zh,name_en,area,lon,lat,alias_scheme,alias,properties,property,unit,interval_s,gate_max\n"
            + $"outfall_water,缺项口,Lacking outfall,130102,114.53,38.06,mn,{mn},\"{{\"\"permit_no\"\":\"\"7\"\"}}\",w01018,mg/L,60,500");
        var before = await StandingAsync(mn);
        var table = Path.Combine(system.Home, "more.csv");
        await File.WriteAllTextAsync(table, $"mn,time,w01018[ug/L],w21003[ug/L],w01001\n{mn},2026-10-06 12:00,38400,1500,7.3\n");
        var things = Path.Combine(system.Home, "more-things.csv");

        var lacking = await RunAsync("replay", table, "--check");
        var written = await RunAsync("replay", table, "--things", things);
        var added = await RunAsync("import-things", things);
        var again = await RunAsync("import-things", things);
        var answer = await RunAsync("replay", table);

        Assert.Contains($"{mn}: w21003: no datastream of moments", lacking.Said, StringComparison.Ordinal);
        Assert.Contains("2 datastreams that 1 registered things lack", written.Said, StringComparison.Ordinal);
        Assert.Contains("2 datastreams were added to things that were there already.", added.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("were added", again.Said, StringComparison.Ordinal);
        Assert.Contains("3 new, 0 there already, 0 refused", answer.Said, StringComparison.Ordinal);
        Assert.Equal(before, await StandingAsync(mn));
        Assert.Equal("w01001 w01018 w21003", await system.Store.ScalarAsync<string>(
            "SELECT string_agg(d.property, ' ' ORDER BY d.property) FROM datastream d JOIN thing_alias a ON a.thing_id = d.thing_id WHERE a.code = $1", mn));
        Assert.Equal(("38.4", "1500"), (await system.Store.ScalarAsync<string>(MomentSql, mn, "w01018"), await system.Store.ScalarAsync<string>(MomentSql, mn, "w21003")));
    }

    [Fact]
    public async Task Messages_and_packets_are_looked_into_as_tables_are()
    {
        const string mn = "130100F0A000000000000078";
        await RegisterAsync(
            "kind,name_zh,area,lon,lat,alias_scheme,alias,property\n"
            + $"outfall_water,示例口,130102,114.53,38.06,mn,{mn},w01018\n"
            + "water_meter,示例表,130102,114.53,38.06,meter,looked-into,volume");
        var packets = Path.Combine(system.Home, "lacking-packets.txt");
        await File.WriteAllLinesAsync(packets,
        [
            Packet($"QN=20261006120000000;ST=32;CN=2011;PW=123456;MN={mn};Flag=5;CP=&&DataTime=20261006120000;w01018-Rtd=1,w01018-Flag=N;w21003-Rtd=2,w21003-Flag=N&&"),
            Packet($"QN=20261006120100000;ST=32;CN=2051;PW=123456;MN={mn};Flag=5;CP=&&DataTime=20261006115000;w01018-Avg=1,w01018-Flag=N&&"),
        ]);
        var messages = Path.Combine(system.Home, "lacking-messages.jsonl");
        await File.WriteAllLinesAsync(messages,
        [
            """{"topic":"meters/looked-into/up","payload":{"meterId":"looked-into","readAt":"2026-10-06T12:00:00Z","totalM3":1.5,"batteryV":3.6}}""",
            """{"topic":"things/nobody-78/observations","payload":{"time":"2026-10-06T12:00:00Z","values":{"w01018":1}}}""",
        ]);
        var (ofPackets, ofMessages) = (Path.Combine(system.Home, "of-packets.csv"), Path.Combine(system.Home, "of-messages.csv"));

        var told = await RunAsync("replay", packets, "--check");
        await RunAsync("replay", packets, "--things", ofPackets);
        await RunAsync("replay", messages, "--things", ofMessages);
        var added = await RunAsync("import-things", ofPackets);
        var answer = await RunAsync("replay", packets);
        var again = await RunAsync("replay", packets, "--check");

        Assert.Contains($"{mn}: w01018: no datastream with a period of 600 s", told.Said, StringComparison.Ordinal);
        Assert.Contains($"{mn}: w21003: no datastream of moments", told.Said, StringComparison.Ordinal);
        Assert.Contains("2 datastreams were added to things that were there already.", added.Said, StringComparison.Ordinal);
        Assert.Contains("3 new, 0 there already, 0 refused", answer.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("for want of a datastream", again.Said, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(ofMessages);
        Assert.Contains(lines, line => line.Contains(",meter,looked-into,,battery,instant", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(",thing,nobody-78,,w01018,instant", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Row_that_only_adds_a_datastream_names_a_registered_thing_and_says_nothing_else_of_it()
    {
        const string header = "kind,name_zh,area,lon,lat,alias_scheme,alias,property,limit_upper,limit_source";
        await RegisterAsync($"{header}\noutfall_water,示例口,130102,114.53,38.06,thing,adds-1,w01018,,");
        var strange = Path.Combine(system.Home, "strange.csv");
        await File.WriteAllTextAsync(strange, $"{header}\n,,,,,thing,adds-nobody,w21003,,\n");
        var limit = Path.Combine(system.Home, "limit.csv");
        await File.WriteAllTextAsync(limit, $"{header}\n,,,,,thing,adds-1,w21003,5,GB 18918-2002\n");

        var ofNobody = await RunAsync("import-things", strange);
        var withLimit = await RunAsync("import-things", limit);

        Assert.Equal((1, 1), (ofNobody.Code, withLimit.Code));
        Assert.Contains("kind", ofNobody.Said, StringComparison.Ordinal);
        Assert.Contains("where a row only adds a datastream", withLimit.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registering_a_thing_again_tells_how_many_datastreams_it_got()
    {
        const string thing = "kind,name_zh,area,lon,lat,alias_scheme,alias,property\noutfall_water,示例口,130102,114.53,38.06,thing,grows-1,w01018";
        await RegisterAsync(thing);
        var file = Path.Combine(system.Home, "grows.csv");
        await File.WriteAllTextAsync(file, $"{thing}\n,,,,,,grows-1,w21003");

        var answer = await RunAsync("import-things", file);

        Assert.Contains("1 datastreams were added to things that were there already.", answer.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_of_nobody_are_sent_and_the_refusal_is_told()
    {
        var file = Path.Combine(system.Home, "stranger.jsonl");
        await File.WriteAllTextAsync(file, """{"topic":"things/nobody-1/observations","payload":{"time":"2026-10-06T12:00:00Z","values":{"w01018":1}}}""");

        var answer = await RunAsync("replay", file);

        Assert.Equal(1, answer.Code);
        Assert.Contains("thing nobody-1", answer.Said, StringComparison.Ordinal);
        Assert.Contains("refused, unknown-device: 1", answer.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checking_sends_nothing_and_another_form_is_refused_in_one_sentence()
    {
        var unknown = Path.Combine(system.Home, "page.html");
        await File.WriteAllTextAsync(unknown, "<html/>");
        var table = Path.Combine(system.Home, "check.csv");
        await File.WriteAllTextAsync(table, "mn,time,w01018\nnobody-2,2026-10-06 12:00,1\n");

        var refused = await RunAsync("replay", unknown, "--check");
        var nothing = await RunAsync("replay", table);

        Assert.Contains("The form of the file is not known. Accepted are:", refused.Said, StringComparison.Ordinal);
        Assert.Contains("There is nothing to send.", nothing.Said, StringComparison.Ordinal);
        Assert.Equal((1, 1), (refused.Code, nothing.Code));
    }

    private static string Packet(string segment) => $"##{segment.Length:D4}{segment}{Hj212Crc.Of(Encoding.ASCII.GetBytes(segment)):X4}";

    private async Task<double> HourAsync(string thing, string property) => await system.Store.ScalarAsync<double>(HourSql, thing, property);

    /// <summary>All that is registered of a thing and its first datastream.</summary>
    private async Task<string?> StandingAsync(string mn) => await system.Store.ScalarAsync<string>(
        """
        SELECT t::text || d::text FROM thing t JOIN thing_alias a ON a.thing_id = t.id JOIN datastream d ON d.thing_id = t.id
        WHERE a.code = $1 AND d.property = 'w01018'
        """, mn);

    private async Task RegisterAsync(string csv)
    {
        var file = Path.Combine(system.Home, $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(file, csv);
        var answer = await RunAsync("import-things", file);
        Assert.True(answer.Code == 0, answer.Said);
    }

    /// <summary>What is typed at the prompt, with the settings of this system.</summary>
    private async Task<(int Code, string Said)> RunAsync(params string[] typed)
    {
        await using var said = new StringWriter();
        var line = new CommandLine([new ImportThingsCommand(), new ReplayCommand()], said, said);
        var code = await line.RunAsync([.. typed, .. system.Prompt().Select(setting => $"--{setting.Key}={setting.Value}")], CancellationToken.None);
        return (code, said.ToString());
    }

    public sealed class ReplaySystem : TestSystem
    {
        private static readonly BrokerUser Replayer = new("replayer", "its own password");

        protected override string Parts => "ingest,command";

        protected override Task ArrangeAsync() => Broker.AddWholeFieldAsync(Replayer);

        public Dictionary<string, string> Prompt() => new(Settings()) { ["GIS_REPLAY_BROKER"] = Broker.UriOf(Replayer) };
    }
}
