using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gis.Ingest.Pipeline;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests;

/// <summary>Sends every example of docs/field-protocol.md.</summary>
public sealed partial class FieldProtocol_Tests(RunningIngest rig) : IClassFixture<RunningIngest>
{
    [Fact]
    public async Task Every_example_of_the_document_is_taken()
    {
        var outfall = await rig.AddThingAsync("outfall_water", "mn", "130100F0A000000000000001", "w01018");
        await rig.AddThingAsync("outfall_water", "thing", "outfall-1", "w01018", "w01001");
        var meter = await rig.AddThingAsync("water_meter", "meter", "DN20-000233", "volume", "reverse_volume", "flow", "pressure", "battery", "signal", "valve");
        await rig.AddStreamAsync(meter, "interval_volume", 1_800);
        await rig.AddThingAsync("water_meter", "meter", "869951040012345");
        await rig.AddStreamAsync(await rig.AddThingAsync("water_meter", "dev_eui", "70b3d52dd6000111", "volume", "signal"), "interval_volume", 1_200);
        await rig.AddThingAsync("water_meter", "dev_eui", "70b3d52dd6000112", "volume", "signal");
        await rig.AddThingAsync("water_meter", "meter", "0013020100", "flow", "groundwater_depth", "pressure", "supply_voltage", "station_state", "interval_volume");
        await rig.AddThingAsync("camera", "camera", "13010200001320000012");
        await rig.AddThingAsync("camera", "frigate", "outfall_07");
        await AddDatastreamAsync(7_001, await rig.AddThingAsync("outfall_water", "thing", "sensor-things-1"), 0);
        await AddDatastreamAsync(7_002, await rig.AddThingAsync("outfall_water", "thing", "sensor-things-2"), 3_600);
        await rig.AddUnitAsync("fire-7");

        var examples = Examples(await File.ReadAllTextAsync(Repository.PathOf("docs", "field-protocol.md"))).ToList();
        foreach (var (topic, payload) in examples)
        {
            await rig.SendAsync(topic, payload);
        }

        await rig.SettleAsync();
        Assert.Equal(16, examples.Count);
        Assert.Empty(await rig.ListAsync<string>("SELECT topic || ': ' || code || ' ' || reason FROM rejected_message WHERE topic NOT LIKE 'things/settle-%'"));
        Assert.Empty(await rig.ListAsync<string>("SELECT content::text FROM device_message WHERE kind IN ('unknown_items', 'bad_item')"));
        Assert.Equal(1, await rig.CountAsync("observation o JOIN datastream d ON d.id = o.datastream_id", $"d.thing_id = {outfall}"));
        Assert.Equal(10 + 1 + 1, await rig.CountAsync("period_value"));
        Assert.Equal(1, await rig.CountAsync("observation", "datastream_id = 7001"));
        Assert.Equal(1, await rig.CountAsync("period_value", "datastream_id = 7002 AND max = 44.9"));
        Assert.Equal(4, await rig.CountAsync("observation o JOIN datastream d ON d.id = o.datastream_id JOIN thing_alias a USING (thing_id)", "a.scheme = 'dev_eui'"));
        Assert.Equal(3, await rig.CountAsync("observation o JOIN datastream d ON d.id = o.datastream_id JOIN thing_alias a USING (thing_id)", "a.code IN ('outfall-1', '130100F0A000000000000001')"));
        Assert.Equal(5, await rig.CountAsync("video_event"));
        Assert.Equal(1, await rig.CountAsync("position"));
        Assert.Equal(1, await rig.CountAsync("unit_report"));
        Assert.Equal(await PrintedAsync("things/outfall-1/receipts"), await NextDownAsync("things/outfall-1/receipts"));
    }

    [Fact]
    public async Task Order_is_written_as_printed()
    {
        var printed = await PrintedAsync("units/fire-7/orders");

        var order = JsonSerializer.Deserialize<FieldOrder>(printed, JsonSerializerOptions.Web)!;

        Assert.Equal(printed, Encoding.UTF8.GetString(order.Payload()));
    }

    [Fact]
    public async Task Every_code_with_which_the_field_is_refused_is_told()
    {
        var document = await File.ReadAllTextAsync(Repository.PathOf("docs", "field-protocol.md"));

        var codes = Directory.EnumerateFiles(Repository.PathOf("Gis.Ingest"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(file => Refusal().Matches(File.ReadAllText(file)).Select(match => match.Groups["code"].Value)).Distinct().ToList();

        Assert.Contains("no-values", codes);
        Assert.All(codes, code => Assert.Contains($"`{code}`", document, StringComparison.Ordinal));
    }

    /// <summary>What the document shows of a topic on which a device is spoken to.</summary>
    private static async Task<string> PrintedAsync(string topic)
    {
        var document = await File.ReadAllTextAsync(Repository.PathOf("docs", "field-protocol.md"));
        var block = document.Split("```").Single(one => one.StartsWith($"json down {topic}\n", StringComparison.Ordinal));
        return block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim();
    }

    private async Task<string> NextDownAsync(string topic)
    {
        using var limit = new CancellationTokenSource(Eventually.Patience);
        while (true)
        {
            while (rig.FieldInbox.TryTake(out var message))
            {
                await rig.Field.AcknowledgeAsync([new Envelope(message)], limit.Token);
                if (message.Topic == topic)
                {
                    return Encoding.UTF8.GetString(message.Payload);
                }
            }

            await rig.FieldInbox.WaitAsync(limit.Token);
        }
    }

    [GeneratedRegex("(?:Rejection|Refuse|RefuseWhole|ItemRefusal|Fail)\\(\\s*(?:[a-zA-Z.]+, )?\"(?<code>[a-z0-9]+(?:-[a-z0-9]+)+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Refusal();

    private Task<int> AddDatastreamAsync(long id, long thing, int periodS) => rig.Store.ExecuteAsync(
        """
        INSERT INTO datastream (id, thing_id, property, statistic, period_s, unit, interval_s) OVERRIDING SYSTEM VALUE
        VALUES ($1, $2, 'w01018', CASE $3 WHEN 0 THEN 'instant' ELSE 'period' END, $3, 'mg/L', 300)
        """,
        id,
        thing,
        periodS);

    /// <summary>Fenced blocks whose first line names a topic; a packet ends with CR LF. Dialogues are <see cref="FieldDialogue_Tests"/>', what goes by HTTP the server's.</summary>
    private static IEnumerable<(string Topic, byte[] Payload)> Examples(string document)
    {
        var blocks = document.Split("```");
        for (var i = 1; i < blocks.Length; i += 2)
        {
            var end = blocks[i].IndexOf('\n', StringComparison.Ordinal);
            var words = blocks[i][..end].Split(' ', 2);
            if (words.Length == 1)
            {
                continue;
            }

            var text = blocks[i][(end + 1)..].Trim();
            if (words[1].StartsWith("POST ", StringComparison.Ordinal) || words[1].StartsWith("down ", StringComparison.Ordinal))
            {
                continue;
            }

            yield return (words[1], Encoding.UTF8.GetBytes(words[0] == "hj212" ? $"{text}\r\n" : text));
        }
    }
}
