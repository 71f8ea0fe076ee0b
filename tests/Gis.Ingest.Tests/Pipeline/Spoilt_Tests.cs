using System.Globalization;
using System.Text;
using Gis.Ingest.Hj212;
using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Tests.Fuzzing;
using Gis.Testing;
using Xunit;
using FieldLine = Gis.Ingest.Lines.FieldLine;

namespace Gis.Ingest.Tests.Pipeline;

/// <summary>Spoilt messages of registered senders through the whole pipeline: a parser that stands is not all there is between a stranger and the others.</summary>
public sealed class Spoilt_Tests(IngestRig rig) : IClassFixture<IngestRig>
{
    private const int CasesOfEach = 400;
    private const string Mn = "130100F0A000000000000001";
    private const string Camera = "13010200001320000012";

    [Fact]
    public async Task Each_is_answered_for_and_none_stops_the_others()
    {
        var targets = await RegisterAsync();
        var host = await rig.StartAsync();
        var line = new AccountingLine();
        var inbox = rig.Service<FieldInbox>();
        foreach (var (topic, target) in targets)
        {
            var made = new SpoiltCases(target.Samples, target.Seed);
            for (var number = 0; number < CasesOfEach; number++)
            {
                var payload = target == Hj212Targets.Segment ? Frame(made.Next()) : made.Next();
                await inbox.AddAsync(new FieldMessage(topic, payload, rig.Clock.GetUtcNow(), line), CancellationToken.None);
            }
        }

        await rig.SettleAsync();
        await rig.StopAsync(host);

        Assert.Equal(targets.Count * CasesOfEach, line.Took + line.Refused);
        Assert.True(line.Took > 100, $"{line.Took} of them say something still");
        Assert.True(line.Refused > 100, $"{line.Refused} of them say nothing that can be taken");
    }

    [Fact]
    public async Task Line_that_cannot_take_its_yes_keeps_nobody_else_from_theirs()
    {
        var host = await rig.StartAsync();
        var (broken, other) = (new BrokenLine(), new AccountingLine());
        var inbox = rig.Service<FieldInbox>();
        for (var turn = 1; turn <= 3; turn++)
        {
            await inbox.AddAsync(new FieldMessage("things/nobody/observations", "{}"u8.ToArray(), rig.Clock.GetUtcNow(), broken), CancellationToken.None);
            await inbox.AddAsync(new FieldMessage("things/nobody/observations", "{}"u8.ToArray(), rig.Clock.GetUtcNow(), other), CancellationToken.None);
            await Eventually.TrueAsync(() => other.Refused == turn, "the other line hears");
        }

        await rig.StopAsync(host);
    }

    /// <summary>A right head and a right check sum, so that what is spoilt is read.</summary>
    private static byte[] Frame(byte[] segment) =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"##{segment.Length:0000}")), .. segment,
        .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Hj212Crc.Compute(segment):X4}\r\n")),
    ];

    private async Task<List<(string Topic, FuzzTarget Target)>> RegisterAsync()
    {
        await rig.AddThingAsync("outfall_water", "mn", Mn, "w00000", "w01001", "w01018", "a34013");
        await rig.AddThingAsync("outfall_water", "thing", "spoilt", "w01001", "w01018");
        var stream = await rig.Store.ScalarAsync<long>("SELECT min(d.id) FROM datastream d JOIN thing_alias a USING (thing_id) WHERE a.code = 'spoilt'");
        await rig.AddThingAsync("water_meter", "meter", "869951040012345", "volume", "flow");
        await rig.AddThingAsync("water_meter", "meter", "0013020100", "volume", "flow");
        await rig.AddThingAsync("water_meter", "dev_eui", "70b3d52dd6000111", "volume", "flow");
        await rig.AddThingAsync("camera", "camera", Camera);
        await rig.AddThingAsync("camera", "frigate", "outfall");
        await rig.AddUnitAsync("spoilt");
        return
        [
            ($"hj212/{Mn}/up", Hj212Targets.Segment),
            ("things/spoilt/observations", JsonTargets.Observations),
            ($"v1.1/Datastreams({stream})/Observations", JsonTargets.Moments),
            ("units/spoilt/position", JsonTargets.Positions),
            ("units/spoilt/reports", JsonTargets.Reports),
            ("meters/869951040012345/up", MeterTargets.Meter),
            ("meters/0013020100/up", MeterTargets.Station),
            ("application/1/device/70b3d52dd6000111/event/up", MeterTargets.Uplink),
            ($"video/{Camera}/events", VideoTargets.Unified),
            ($"video/{Camera}/events", VideoTargets.Gb28181),
            ($"video/{Camera}/onvif-ej/RuleEngine/LineDetector/Crossed", VideoTargets.Onvif),
            ($"video/{Camera}/snapshots/e", VideoTargets.Snapshot),
            ("frigate/events", VideoTargets.Frigate),
        ];
    }

    private sealed class BrokenLine : FieldLine
    {
        public override string Source => "mqtt";

        public override ValueTask AcknowledgeAsync(IReadOnlyList<Envelope> stored, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("This line breaks.");

        public override bool TryAnswer(FieldAnswer answer) => true;
    }

    private sealed class AccountingLine : FieldLine
    {
        public int Took { get; private set; }

        public int Refused { get; private set; }

        public override string Source => "mqtt";

        public override ValueTask AcknowledgeAsync(IReadOnlyList<Envelope> stored, CancellationToken cancellationToken)
        {
            foreach (var envelope in stored)
            {
                if (envelope.WhyRefused is { } why)
                {
                    Assert.NotEmpty(why.Reason);
                    Refused++;
                }
                else
                {
                    Took++;
                }
            }

            return ValueTask.CompletedTask;
        }

        public override bool TryAnswer(FieldAnswer answer) => true;
    }
}
