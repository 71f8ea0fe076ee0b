using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using Gis.Ingest.Tests.Endpoint;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Crash;

/// <summary>
/// kill -9 while a batch from the endpoint stands before COMMIT: a lock on the table of values holds it there until the process is dead. The device
/// keeps each message until it is acknowledged, and says the others again.
/// </summary>
public sealed class EndpointKill_Tests(IngestRig rig) : EndpointTest(rig, 'k'), IClassFixture<IngestRig>
{
    private const int Kills = 5;
    private const int PerRound = 50;
    private const ushort FirstToSettle = (Kills * PerRound) + 1;

    private readonly int _port = FreePort.Take();
    private readonly DateTimeOffset _start = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds());

    [Fact]
    public async Task Nothing_was_acknowledged_before_COMMIT_and_nothing_is_missing()
    {
        var rounds = await RunAsync(CrashHost.Product);

        Assert.All(rounds, round => Assert.Equal((0, 0L), round));
    }

    [Fact]
    public async Task Twin_that_acknowledges_early_misses_what_it_acknowledged_every_time()
    {
        var rounds = await RunAsync(CrashHost.HastyTwin);

        Assert.All(rounds, round => Assert.InRange(round.Missing, 1, PerRound));
        Assert.All(rounds, round => Assert.Equal(round.Acknowledged, round.Missing));
    }

    /// <summary>For each kill: messages acknowledged before it, and messages of the round that are not in the store when all of them are acknowledged.</summary>
    private async Task<List<(int Acknowledged, long Missing)>> RunAsync(string mode)
    {
        List<(int, long)> rounds = [];
        var ingest = CrashHost.Start(Rig, mode, _port);
        for (var round = 0; round < Kills; round++)
        {
            var stored = await CountAsync();
            List<ushort> messages = [.. Enumerable.Range((round * PerRound) + 1, PerRound).Select(number => (ushort)number)];
            var acknowledged = await SayAndKillAsync(ingest, mode, messages);
            ingest.Dispose();
            ingest = CrashHost.Start(Rig, mode, _port);
            await SayAsync(messages.Where(message => !acknowledged.Contains(message)));
            await SettleAsync(round);
            rounds.Add((acknowledged.Count, stored + PerRound - await CountAsync()));
        }

        ingest.Dispose();
        return rounds;
    }

    private async Task<HashSet<ushort>> SayAndKillAsync(GuardedProcess ingest, string mode, List<ushort> messages)
    {
        await using var device = await ConnectAsync();
        await using var latch = await Rig.Store.Owner.OpenConnectionAsync();
        await using var held = await latch.BeginTransactionAsync();
        await using var command = latch.CreateCommand();
        command.CommandText = "LOCK TABLE observation IN SHARE MODE";
        await command.ExecuteNonQueryAsync();

        await device.SendAsync([.. messages.Select(Message)]);
        await Eventually.TrueAsync(
            () => Rig.Store.ScalarAsync<bool>(
                """
                SELECT EXISTS (SELECT FROM pg_locks
                    WHERE relation = 'observation'::regclass AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
                """),
            "a batch stands before COMMIT");
        List<byte[]> answers = mode == CrashHost.Product ? [] : [await device.ReadPacketAsync()];
        await ingest.KillAsync();
        await ingest.StopAsync();
        answers.AddRange(await device.ReadToEndAsync());
        return [.. answers.Select(MessageOf)];
    }

    /// <summary>Until all are acknowledged.</summary>
    private async Task SayAsync(IEnumerable<ushort> messages)
    {
        await using var device = await ConnectAsync();
        var waiting = messages.ToHashSet();
        await device.SendAsync([.. waiting.Select(Message)]);
        while (waiting.Count > 0)
        {
            var answer = await device.ReadPacketAsync();
            Assert.NotEmpty(answer);
            waiting.Remove(MessageOf(answer));
        }
    }

    /// <summary>Until one message more is stored: all before it have been through the store then, or never will be.</summary>
    private async Task SettleAsync(int round)
    {
        var last = (ushort)(FirstToSettle + round);
        await SayAsync([last]);
        await Rig.UntilAsync("observation", 1, $"{Mine} AND phenomenon_time = '{TimeOf(last):O}'");
    }

    private Task<long> CountAsync() => Rig.CountAsync("observation", $"{Mine} AND phenomenon_time < '{TimeOf(FirstToSettle):O}'");

    /// <summary>As soon as the process listens.</summary>
    private Task<RawDevice> ConnectAsync() => Eventually.AnswerAsync<RawDevice>(
        async () =>
        {
            try
            {
                return await RawDevice.ConnectAsync(_port, Device);
            }
            catch (SocketException)
            {
                return null;
            }
        },
        "the endpoint listens");

    private DateTimeOffset TimeOf(ushort message) => _start.AddSeconds(message);

    private byte[] Message(ushort message) => RawDevice.Publish(
        Topic,
        string.Create(CultureInfo.InvariantCulture, $$$"""{"time":{{{TimeOf(message).ToUnixTimeMilliseconds()}}},"values":{"w01018":{{{message % 50}}}}}"""),
        message,
        quality: 1);

    private static ushort MessageOf(byte[] acknowledgement)
    {
        Assert.Equal(0x40, acknowledgement[0]);
        return BinaryPrimitives.ReadUInt16BigEndian(acknowledgement.AsSpan(2));
    }
}
