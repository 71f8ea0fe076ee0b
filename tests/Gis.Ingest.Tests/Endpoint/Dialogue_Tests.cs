using Gis.Ingest.Mqtt.Endpoint;
using Gis.Ingest.Tests.Fuzzing;
using Xunit;

namespace Gis.Ingest.Tests.Endpoint;

/// <summary>Bytes of strangers at the endpoint: whatever they are, they end in a message, an answer, or a refusal with its reason.</summary>
public sealed class Dialogue_Tests
{
    [Fact]
    public void Any_bytes_after_connect_end_well()
    {
        Fuzz.Run(MqttTargets.Dialogue311);
        Fuzz.Run(MqttTargets.Dialogue5);
    }

    [Fact]
    public void Any_bytes_for_connect_end_well() => Fuzz.Run(MqttTargets.Connect);

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
}
