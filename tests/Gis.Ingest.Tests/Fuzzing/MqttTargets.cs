using System.Buffers;
using System.IO.Pipelines;
using Gis.Ingest.Lines;
using Gis.Ingest.Mqtt;
using Gis.Ingest.Mqtt.Endpoint;
using Gis.Ingest.Tests.Endpoint;
using Xunit;

namespace Gis.Ingest.Tests.Fuzzing;

/// <summary>MQTT: the broker's packets, and bytes of strangers at the endpoint. Whatever they are, they end in a message, an answer, or a refusal with its reason.</summary>
internal static class MqttTargets
{
    private static readonly byte[] Good = MqttWriter.Publish("things/a/observations", "{}"u8, 7, again: false);

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

    private static readonly byte[][] Greetings =
    [
        RawDevice.Connect("d", "secret", 5, "d"), RawDevice.Connect("d", "secret", 4, ""),
        new PacketBuilder().Text("MQTT").Byte(5).Byte(0xC6).UInt16(60).Byte(5).Byte(0x11).UInt32(9).Text("w").Byte(0).Text("things/d/observations").Text("{}").Text("d").Text("p")
            .ToPacket(MqttPacketType.Connect),
    ];

    public static readonly FuzzTarget Packet = new(
        "mqtt packet", 5, [Good, MqttWriter.Publish("x", new byte[300], 1, again: true), [0x32, 9, 0, 1, (byte)'t', 0, 1, 3, 0x23, 0, 1]],
        bytes => RefusedAtMost(() => Read(bytes)));

    public static readonly FuzzTarget Dialogue311 = new("mqtt 3.1.1 dialogue", 94, Said, bytes => RefusedAtMost(() => Talk(4, bytes)));

    public static readonly FuzzTarget Dialogue5 = new("mqtt 5 dialogue", 95, Said, bytes => RefusedAtMost(() => Talk(5, bytes)));

    public static readonly FuzzTarget Connect = new("mqtt connect", 93, Greetings, bytes => RefusedAtMost(() => Greet(bytes)));

    public static IReadOnlyList<FuzzTarget> All { get; } = [Packet, Dialogue311, Dialogue5, Connect];

    private static void Read(byte[] packet)
    {
        var buffer = new ReadOnlySequence<byte>(packet);
        if (!MqttFrame.TryCut(ref buffer, 4_096, out var head, out var body))
        {
            throw new MqttProtocolException(MqttReason.MalformedPacket, "cut");
        }

        var reader = new MqttReader(body.ToArray());
        MqttPublish.Read(head, ref reader, DateTimeOffset.UnixEpoch, new DeafLine(), via: null);
    }

    private static void Talk(byte level, byte[] bytes)
    {
        var request = new ConnectRequest(level, true, 60, new MqttProperties(), "d", null, "d", null);
        var output = new DeviceOutput(PipeWriter.Create(System.IO.Stream.Null));
        var line = new DeafLine();
        var rights = new DeviceRights("d");
        var dialogue = new DeviceDialogue(
            request, "d", rights, output, new DeviceOutbox(output, level, 20, 4_096), new DeviceSubscriptions(rights, new Downlinks(), line), line, TimeProvider.System);
        var buffer = new ReadOnlySequence<byte>(bytes);
        try
        {
            while (MqttFrame.TryCut(ref buffer, 4_096, out var head, out var body))
            {
                dialogue.Handle(head, body);
            }
        }
        finally
        {
            Assert.All(dialogue.Arrived, message => Assert.DoesNotContain('#', message.Topic));
        }
    }

    private static void Greet(byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        if (MqttFrame.TryCut(ref buffer, EndpointContext.MostConnectBytes, out _, out var body))
        {
            var reader = new MqttReader(body.ToArray());
            ConnectRequest.Read(ref reader);
        }
    }

    private static string RefusedAtMost(Action act)
    {
        try
        {
            act();
            return FuzzTarget.Accepted;
        }
        catch (MqttProtocolException refusal)
        {
            Assert.True(MqttReason.IsFailure(refusal.Reason));
            return $"reason {refusal.Reason}";
        }
    }
}
