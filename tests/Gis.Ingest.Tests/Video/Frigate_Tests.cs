using System.Text;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Tests.Fuzzing;
using Gis.Ingest.Video;
using Xunit;

namespace Gis.Ingest.Tests.Video;

public sealed class Frigate_Tests
{
    private static readonly DateTimeOffset Started = DateTimeOffset.UnixEpoch.AddSeconds(1793668351.204518);

    [Fact]
    public void New_event_is_an_intrusion_where_a_person_entered_a_zone()
    {
        var sighting = Sighting(SampleMessage.Read("video/04-frigate-event-new.json").Payload);

        Assert.Equal(
            ("1793668351.204518-k3f9qa", "intrusion", "frigate", "person", 0.87, "outfall"),
            (sighting.EventKey, sighting.Kind, sighting.Source, sighting.Label, sighting.Confidence!.Value, sighting.Zone));
        Assert.Equal((Started, (DateTimeOffset?)null), (sighting.StartedAt, sighting.EndedAt));
    }

    [Fact]
    public void End_bears_the_same_key_and_the_time_it_ended()
    {
        var sighting = Sighting(SampleMessage.Read("video/05-frigate-event-end.json").Payload);

        Assert.Equal("1793668351.204518-k3f9qa", sighting.EventKey);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1793668371.77), sighting.EndedAt);
    }

    [Theory]
    [InlineData("person", "[]", "motion")]
    [InlineData("person", """["yard","outfall"]""", "intrusion")]
    [InlineData("car", """["yard"]""", "intrusion")]
    [InlineData("dog", """["yard"]""", "motion")]
    [InlineData("fire", "[]", "fire")]
    [InlineData("smoke", """["yard"]""", "smoke")]
    public void Label_and_zones_make_the_kind(string label, string zones, string kind) => Assert.Equal(kind, Sighting(Event(label, zones)).Kind);

    [Fact]
    public void Shapes_that_newer_versions_add_do_no_harm()
    {
        var newer = Event("person", "[]", more: """
            "sub_label":["somebody",0.79],"attributes":{"face":0.86},"current_estimated_speed":0.7,"thumbnail":null,
            """);

        Assert.Equal("person", Sighting(newer).Label);
    }

    [Fact]
    public void False_positive_is_noted_and_is_no_event()
    {
        var note = Assert.IsType<DeviceNote>(Assert.Single(Decode(Event("person", "[]", more: "\"false_positive\":true,")).Facts));

        Assert.Equal(("false_positive", Started), (note.Kind, note.At));
    }

    [Fact]
    public void Camera_stands_in_the_message()
    {
        Assert.True(FrigateEvent.TryFindCamera(SampleMessage.Read("video/04-frigate-event-new.json").Payload, out var camera, out _));
        Assert.Equal("outfall_07", camera);
    }

    [Theory]
    [InlineData("[]", "bad-video-event")]
    [InlineData("{}", "bad-video-event")]
    [InlineData("""{"after":{"camera":7}}""", "bad-video-event")]
    [InlineData("""{"type":"new","before":{"camera":"outfall_07"}}""", "bad-video-event")]
    [InlineData("{", "bad-json")]
    public void Message_without_a_camera_is_refused(string json, string code)
    {
        Assert.False(FrigateEvent.TryFindCamera(Encoding.UTF8.GetBytes(json), out _, out var why));
        Assert.Equal(code, why.Code);
    }

    [Theory]
    [InlineData("""{"type":"genai","after":{"camera":"c","id":"1","label":"person","start_time":1}}""", "bad-video-event")]
    [InlineData("""{"type":"new","after":{"camera":"c","label":"person","start_time":1}}""", "bad-video-event")]
    [InlineData("""{"type":"new","after":{"camera":"c","id":"1","label":"person","start_time":"soon"}}""", "bad-time")]
    [InlineData("""{"type":"new","after":{"camera":"c","id":"1","label":"person","start_time":1e300}}""", "bad-time")]
    public void Nonsense_is_refused_by_name(string json, string code) => Assert.Equal(code, Assert.Single(Decode(Encoding.UTF8.GetBytes(json)).Rejections).Code);

    [Fact]
    public void Spoilt_messages_never_throw() => Fuzz.Run(VideoTargets.Frigate);

    private static byte[] Event(string label, string zones, string more = "") => Encoding.UTF8.GetBytes(
        $$$"""{"type":"update","after":{{{{more}}}"id":"e-1","camera":"outfall_07","label":"{{{label}}}","top_score":0.9,"start_time":1793668351.204518,"end_time":null,"entered_zones":{{{zones}}}}}""");

    private static VideoSighting Sighting(byte[] payload) => Assert.IsType<VideoSighting>(Assert.Single(Decode(payload).Facts));

    private static Decoded Decode(byte[] payload)
    {
        var decoded = new Decoded();
        VideoDecoder.DecodeFrigate(payload, decoded);
        return decoded;
    }
}
