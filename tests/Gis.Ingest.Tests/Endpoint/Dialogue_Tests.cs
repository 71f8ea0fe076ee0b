using System.Buffers;
using System.IO.Pipelines;
using Gis.Ingest.Lines;
using Gis.Ingest.Mqtt;
using Gis.Ingest.Mqtt.Endpoint;
using Xunit;

namespace Gis.Ingest.Tests.Endpoint;

/// <summary>Bytes of strangers at the endpoint: whatever they are, they end in a message, an answer, or a refusal with its reason.</summary>
public sealed class Dialogue_Tests
{
    private static readonly byte[][] Said =
    [
        RawDevice.Publish("things/d/observations", """{"time":1,"values":{}}""", 7, 1),
        RawDevice.Publish("things/d/observations", "{}", 0, 0, level: 4),
        RawDevice.Subscribe(3, 5, "things/d/receipts", "#"),
        [0x62, 2, 0, 5],
        [0x40, 2, 0, 1],
        [0xA2, 7, 0, 9, 0, 0, 2, (byte)'a', (byte)'b'],
        [0xC0, 0],
        [0xE0, 2, 4, 0],
        new PacketBuilder().Text("").UInt16(2).Byte(3).Byte(0x23).UInt16(2).ToPacket(MqttPacketType.Publish, 2),
    ];

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Any_bytes_after_connect_end_well(byte level) => Fuzz.Run(
        Said,
        seed: 90 + level,
        bytes =>
        {
            var dialogue = Dialogue(level);
            var buffer = new ReadOnlySequence<byte>(bytes);
            RefusedAtMost(() =>
            {
                while (MqttFrame.TryCut(ref buffer, 4_096, out var head, out var body))
                {
                    dialogue.Handle(head, body);
                }
            });
            Assert.All(dialogue.Arrived, message => Assert.DoesNotContain('#', message.Topic));
        });

    [Fact]
    public void Any_bytes_for_connect_end_well() => Fuzz.Run(
        [
            RawDevice.Connect("d", "secret", 5, "d"), RawDevice.Connect("d", "secret", 4, ""),
            new PacketBuilder().Text("MQTT").Byte(5).Byte(0xC6).UInt16(60).Byte(5).Byte(0x11).UInt32(9).Text("w").Byte(0).Text("things/d/observations").Text("{}").Text("d").Text("p")
                .ToPacket(MqttPacketType.Connect),
        ],
        seed: 93,
        bytes =>
        {
            var buffer = new ReadOnlySequence<byte>(bytes);
            RefusedAtMost(() =>
            {
                if (MqttFrame.TryCut(ref buffer, EndpointContext.MostConnectBytes, out _, out var body))
                {
                    var reader = new MqttReader(body.ToArray());
                    ConnectRequest.Read(ref reader);
                }
            });
        });

    [Theory]
    [InlineData("things/d/observations", "things/d/observations", true)]
    [InlineData("things/d/observations", "things/d/observations/", false)]
    [InlineData("video/d/#", "video/d/onvif-ej/a/b", true)]
    [InlineData("video/d/#", "video/d", true)]
    [InlineData("video/d/#", "video/dd/x", false)]
    [InlineData("application/d/device/+/event/up", "application/d/device/70b3/event/up", true)]
    [InlineData("application/d/device/+/event/up", "application/d/device/70b3/x/event/up", false)]
    [InlineData("application/d/device/+/event/up", "application/d/device/70b3/event", false)]
    public void Filter_matches_as_the_standard_says(string filter, string topic, bool matches) => Assert.Equal(matches, TopicFilter.Matches(filter, topic));

    private static void RefusedAtMost(Action act)
    {
        try
        {
            act();
        }
        catch (MqttProtocolException refusal)
        {
            Assert.True(MqttReason.IsFailure(refusal.Reason));
        }
    }

    private static DeviceDialogue Dialogue(byte level)
    {
        var request = new ConnectRequest(level, true, 60, new MqttProperties(), "d", null, "d", null);
        var output = new DeviceOutput(PipeWriter.Create(Stream.Null));
        var line = new DeafLine();
        var rights = new DeviceRights("d");
        return new DeviceDialogue(
            request, "d", rights, output, new DeviceOutbox(output, level, 20, 4_096), new DeviceSubscriptions(rights, new Downlinks(), line), line, TimeProvider.System);
    }
}
