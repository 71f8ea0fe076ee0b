using System.Text;
using Gis.Ingest.Tests.Hj212;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests;

/// <summary>Holds the dialogues over TCP that docs/field-protocol.md prints.</summary>
public sealed class FieldDialogue_Tests(RunningIngest rig) : IClassFixture<RunningIngest>
{
    [Fact]
    public async Task Every_dialogue_of_the_document_goes_as_printed()
    {
        const string mn = "130100F0A000000000000001";
        var device = await rig.AddThingAsync("outfall_water", "mn", mn, "w01018");
        var account = await rig.Store.ScalarAsync<long>("INSERT INTO account (name, display_name) VALUES ('reader', 'Reader') RETURNING id");
        await using var logger = await LoggerSocket.ConnectAsync(rig.Hj212Port);

        var dialogues = Dialogues(await File.ReadAllTextAsync(Repository.PathOf("docs", "field-protocol.md"))).ToList();
        foreach (var (speaker, packet) in dialogues)
        {
            if (speaker == "device")
            {
                await logger.SendAsync(Encoding.ASCII.GetBytes($"{packet}\r\n"));
                continue;
            }

            if (packet.Contains("CN=1062", StringComparison.Ordinal))
            {
                await rig.Store.ExecuteAsync(
                    """
                    INSERT INTO device_command (thing_id, mn, qn, cn, parameters, requested_by, requested_at, expires_at)
                    VALUES ($1, $2, '20261103120000000', '1062', '{"rtdInterval": 60}', $3, $4, $4 + interval '10 minutes')
                    """,
                    device, mn, account, rig.Clock.GetUtcNow().UtcDateTime);
            }

            Assert.Equal($"{packet}\r\n", await logger.ReadPacketAsync());
        }

        Assert.Equal(5, dialogues.Count);
        await rig.UntilAsync("device_command_standing", 1, $"thing_id = {device} AND state = 'done'");
        Assert.Equal(1, await rig.CountAsync("period_value p JOIN datastream d ON d.id = p.datastream_id", $"d.thing_id = {device}"));
    }

    /// <summary>Lines of the blocks that show what goes over a connection.</summary>
    private static IEnumerable<(string Speaker, string Packet)> Dialogues(string document) =>
        from block in document.Split("```").Where(block => block.StartsWith("hj212-tcp", StringComparison.Ordinal))
        from line in block.Split('\n').Skip(1)
        where line.Length > 0
        let words = line.Split(':', 2, StringSplitOptions.TrimEntries)
        select (words[0], words[1]);
}
