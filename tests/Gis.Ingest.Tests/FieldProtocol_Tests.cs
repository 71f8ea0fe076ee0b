using System.Text;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests;

/// <summary>Sends every example of docs/field-protocol.md.</summary>
public sealed class FieldProtocol_Tests(RunningIngest rig) : IClassFixture<RunningIngest>
{
    [Fact]
    public async Task Every_example_of_the_document_is_taken()
    {
        var outfall = await rig.AddThingAsync("outfall_water", "mn", "130100F0A000000000000001", "w01018");
        await rig.AddThingAsync("outfall_water", "thing", "outfall-1", "w01018", "w01001");
        var meter = await rig.AddThingAsync("water_meter", "meter", "DN20-000233", "volume", "reverse_volume", "flow", "pressure", "battery", "signal");
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
    }

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
            if (words[1].StartsWith("POST ", StringComparison.Ordinal))
            {
                continue;
            }

            yield return (words[1], Encoding.UTF8.GetBytes(words[0] == "hj212" ? $"{text}\r\n" : text));
        }
    }
}
