using Gis.Ingest.Pipeline;
using Gis.Ingest.Tests.Fuzzing;
using Gis.Ingest.Video;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Video;

public sealed class Video_Tests
{
    [Theory]
    [InlineData("video/01-onvif-line-crossed.json", "line")]
    [InlineData("video/02-onvif-field-inside.json", "intrusion")]
    [InlineData("video/03-onvif-temperature-high.json", "temperature")]
    public void Onvif_sample_becomes_an_event_of_its_kind(string name, string kind)
    {
        var sample = SampleMessage.Read(name);
        var decoded = new Decoded();

        VideoDecoder.DecodeOnvif(sample.Payload, sample.Topic.Split("/onvif-ej/")[1], decoded);

        var sighting = Assert.IsType<VideoSighting>(Assert.Single(decoded.Facts));
        Assert.Equal((kind, "onvif"), (sighting.Kind, sighting.Source));
    }

    [Fact]
    public void Gb28181_alarm_becomes_an_intrusion()
    {
        var sighting = Event("video/06-gb28181-alarm-normalised.json", "13010200001320000012");

        Assert.Equal(("intrusion", "gb28181", "周界入侵"), (sighting.Kind, sighting.Source, sighting.Label));
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 1, 12, 31, TimeSpan.Zero), sighting.StartedAt);
    }

    [Fact]
    public void Unified_event_is_read_whole()
    {
        var sighting = Event("video/08-unified-video-event.json", "13010200001320000012");

        Assert.Equal(("ve-20261103-000871", "intrusion", "person", 0.87, "outfall"),
            (sighting.EventKey, sighting.Kind, sighting.Label, sighting.Confidence!.Value, sighting.Zone));
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 1, 12, 51, TimeSpan.Zero), sighting.EndedAt);
    }

    [Theory]
    [InlineData("""{"eventId":"e","cameraId":"c2","kind":"motion","startedAt":1793667537000}""", "topic-mismatch")]
    [InlineData("""{"eventId":"e","cameraId":"c","kind":"party","startedAt":1793667537000}""", "bad-video-event")]
    [InlineData("""{"cameraId":"c","kind":"motion","startedAt":1793667537000}""", "bad-video-event")]
    [InlineData("""{"eventId":"e","cameraId":"c","kind":"motion","startedAt":"soon"}""", "bad-time")]
    [InlineData("""{"eventId":"e","cameraId":"c","kind":"motion","startedAt":1793667537000,"confidence":7}""", "bad-video-event")]
    [InlineData("[]", "bad-video-event")]
    public void Nonsense_is_refused_by_name(string json, string code)
    {
        var decoded = new Decoded();
        VideoDecoder.DecodeEvent(System.Text.Encoding.UTF8.GetBytes(json), "c", decoded);

        Assert.Equal(code, Assert.Single(decoded.Rejections).Code);
    }

    [Fact]
    public void Jpeg_is_taken_under_its_hash()
    {
        var decoded = new Decoded();

        SnapshotDecoder.Decode(SmallJpeg.Bytes, "e1", decoded);

        var snapshot = Assert.IsType<SnapshotTaken>(Assert.Single(decoded.Facts));
        Assert.Equal(64, snapshot.Hash.Length);
    }

    [Theory]
    [InlineData("not a picture")]
    [InlineData("<svg onload=alert(1)>")]
    [InlineData("")]
    public void What_is_no_jpeg_is_refused(string text)
    {
        var decoded = new Decoded();
        SnapshotDecoder.Decode(System.Text.Encoding.UTF8.GetBytes(text), "e1", decoded);

        Assert.Equal("not-jpeg", Assert.Single(decoded.Rejections).Code);
    }

    [Fact]
    public void Cut_jpeg_and_a_huge_one_are_refused()
    {
        Assert.False(Jpeg.TryCheck(SmallJpeg.Bytes.AsSpan(0, SmallJpeg.Bytes.Length / 2), out _));
        Assert.False(Jpeg.TryCheck(new byte[Jpeg.MostBytes + 1], out var why));
        Assert.Equal("too-large", why.Code);
    }

    [Fact]
    public void Spoilt_messages_never_throw()
    {
        Fuzz.Run(VideoTargets.Unified);
        Fuzz.Run(VideoTargets.Onvif);
        Fuzz.Run(VideoTargets.Snapshot);
    }

    private static VideoSighting Event(string name, string camera)
    {
        var decoded = new Decoded();
        VideoDecoder.DecodeEvent(SampleMessage.Read(name).Payload, camera, decoded);
        return Assert.IsType<VideoSighting>(Assert.Single(decoded.Facts));
    }
}
