using Gis.Ingest.Pipeline;
using Xunit;

namespace Gis.Ingest.Tests.Pipeline;

public sealed class FieldTopic_Tests
{
    private static readonly byte[] FromCamera = """{"type":"new","after":{"camera":"outfall_07"}}"""u8.ToArray();

    [Theory]
    [InlineData("hj212/130100F0A000000000000001/up", "mn", "130100F0A000000000000001")]
    [InlineData("application/7f1a2f4e/device/70B3D52DD6000111/event/up", "dev_eui", "70b3d52dd6000111")]
    [InlineData("v1.1/Datastreams(0012)/Observations", "datastream", "12")]
    [InlineData("frigate/events", "frigate", "outfall_07")]
    [InlineData("units/fire-7/position", "unit", "fire-7")]
    public void Sender_is_found(string topic, string scheme, string code)
    {
        Assert.True(FieldTopic.TryParse(topic, FromCamera, out var parsed, out _));
        Assert.Equal((scheme, code), (parsed.Scheme, parsed.Code));
    }

    [Theory]
    [InlineData("frigate/outfall_07/person/snapshot", "unknown-topic")]
    [InlineData("application/a/device/70b3d52dd6000111/event/join", "unknown-topic")]
    [InlineData("application/a/device/x/y/event/up", "bad-topic")]
    [InlineData("v1.1/Datastreams(-1)/Observations", "unknown-topic")]
    [InlineData("v1.1/Datastreams(99999999999999999999)/Observations", "unknown-topic")]
    [InlineData("v1.1/Datastreams()/Observations", "unknown-topic")]
    [InlineData("v1.1/Datastreams(1/Observations", "unknown-topic")]
    [InlineData("v1.1/Things(1)/Observations", "unknown-topic")]
    [InlineData("meters//up", "bad-topic")]
    public void Other_topics_are_refused(string topic, string code)
    {
        Assert.False(FieldTopic.TryParse(topic, FromCamera, out _, out var why));
        Assert.Equal(code, why.Code);
    }

    [Fact]
    public void Frigate_that_names_no_camera_is_refused()
    {
        Assert.False(FieldTopic.TryParse("frigate/events", "{}"u8.ToArray(), out _, out var why));
        Assert.Equal("bad-video-event", why.Code);
    }
}
