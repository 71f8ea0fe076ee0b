using System.Buffers;
using Gis.Ingest.Mqtt;
using Gis.Ingest.Tests.Fuzzing;
using Xunit;

namespace Gis.Ingest.Tests.Mqtt;

public sealed class Packet_Tests
{
    private static readonly byte[] Good = MqttWriter.Publish("things/a/observations", "{}"u8, 7, again: false);

    [Fact]
    public void Packet_that_came_in_pieces_waits_for_its_rest()
    {
        for (var cut = 0; cut < Good.Length; cut++)
        {
            var part = new ReadOnlySequence<byte>(Good.AsMemory(0, cut));
            Assert.False(MqttFrame.TryCut(ref part, 1_000, out _, out _));
        }

        var whole = new ReadOnlySequence<byte>(Good);
        Assert.True(MqttFrame.TryCut(ref whole, 1_000, out _, out _));
        Assert.True(whole.IsEmpty);
    }

    [Fact]
    public void Publish_is_read_as_it_was_written()
    {
        var message = Read(Good);

        Assert.Equal(("things/a/observations", "{}", 7, 1, false),
            (message.Topic, System.Text.Encoding.UTF8.GetString(message.Payload), message.PacketId, message.QualityOfService, message.Duplicate));
    }

    [Fact]
    public void Too_large_a_packet_is_refused_before_it_is_buffered()
    {
        var head = new ReadOnlySequence<byte>(new byte[] { 0x30, 0xFF, 0xFF, 0xFF, 0x7F });

        var refusal = Assert.Throws<MqttProtocolException>(() => MqttFrame.TryCut(ref head, 1_000, out _, out _));

        Assert.Equal(MqttReason.PacketTooLarge, refusal.Reason);
    }

    [Fact]
    public void Length_of_five_bytes_is_malformed()
    {
        var head = new ReadOnlySequence<byte>(new byte[] { 0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 });

        Assert.Equal(MqttReason.MalformedPacket, Assert.Throws<MqttProtocolException>(() => MqttFrame.TryCut(ref head, 1_000, out _, out _)).Reason);
    }

    [Fact]
    public void Spoilt_packets_are_read_or_refused_and_never_overrun() => Fuzz.Run(MqttTargets.Packet);

    private static MqttMessage Read(byte[] packet)
    {
        var buffer = new ReadOnlySequence<byte>(packet);
        if (!MqttFrame.TryCut(ref buffer, 4_096, out var head, out var body))
        {
            throw new MqttProtocolException(MqttReason.MalformedPacket, "cut");
        }

        var reader = new MqttReader(body.ToArray());
        return MqttPublish.Read(head, ref reader, DateTimeOffset.UnixEpoch, new DeafLine(), via: null);
    }
}
