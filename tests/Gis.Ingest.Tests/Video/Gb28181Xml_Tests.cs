using System.Text;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Tests.Fuzzing;
using Gis.Ingest.Video;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Video;

public sealed class Gb28181Xml_Tests
{
    private const string Camera = "13010200001320000012";

    [Fact]
    public void Alarm_as_xml_is_the_same_event_as_in_json()
    {
        var fromXml = Sighting(Samples.Bytes("video/07-gb28181-alarm.xml"));
        var fromJson = Sighting(SampleMessage.Read("video/06-gb28181-alarm-normalised.json").Payload);

        Assert.Equal(fromJson with { Raw = "" }, fromXml with { Raw = "" });
    }

    [Theory]
    [InlineData("GB2312")]
    [InlineData("gbk")]
    [InlineData("GB18030")]
    [InlineData("UTF-8")]
    public void Chinese_encodings_are_read_as_their_prolog_says(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = Samples.Text("video/07-gb28181-alarm.xml").Replace("UTF-8", encoding, StringComparison.Ordinal);

        Assert.Equal("周界入侵", Sighting(Encoding.GetEncoding(encoding).GetBytes(text)).Label);
    }

    [Fact]
    public void Mark_and_blanks_before_the_prolog_do_no_harm()
    {
        var bytes = Samples.Bytes("video/07-gb28181-alarm.xml");

        Assert.Equal("intrusion", Sighting([0xEF, 0xBB, 0xBF, .. bytes]).Kind);
        Assert.Equal("intrusion", Sighting([.. "\r\n"u8, .. bytes]).Kind);
    }

    [Theory]
    [InlineData(2, 1, "video_lost", null)]
    [InlineData(2, 3, "other", "disk_full")]
    [InlineData(2, 4, "temperature", "device_hot")]
    [InlineData(5, 4, "left_object", "object_removed")]
    [InlineData(5, 7, "line", "wrong_way")]
    [InlineData(5, 8, "loiter", null)]
    [InlineData(5, 10, "count", "density")]
    [InlineData(5, 12, "motion", "fast_move")]
    [InlineData(6, 1, "other", "disk_fault")]
    [InlineData(6, 2, "other", "fan_fault")]
    [InlineData(1, 1, "other", null)]
    public void Method_and_type_make_the_kind_and_a_label_where_nothing_is_described(int method, int type, string kind, string? label)
    {
        var sighting = Sighting(Encoding.UTF8.GetBytes(Alarm($"<AlarmMethod>{method}</AlarmMethod><Info><AlarmType>{type}</AlarmType></Info>")));

        Assert.Equal((kind, label), (sighting.Kind, sighting.Label));
    }

    [Theory]
    [InlineData("<Notify><CmdType>Keepalive</CmdType></Notify>", "bad-video-event")]
    [InlineData("<Response><CmdType>Alarm</CmdType></Response>", "bad-video-event")]
    [InlineData("<Notify><CmdType>Alarm</CmdType>", "bad-xml")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><Notify><CmdType>&b;</CmdType></Notify>", "bad-xml")]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such\"?><Notify/>", "bad-xml")]
    [InlineData("<a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></a>", "bad-xml")]
    [InlineData("<Notify><CmdType>Alarm</CmdType><DeviceID>13010200001320000099</DeviceID></Notify>", "topic-mismatch")]
    [InlineData("<Notify><CmdType>Alarm</CmdType><DeviceID>13010200001320000012</DeviceID><AlarmTime>noon</AlarmTime></Notify>", "bad-time")]
    public void Nonsense_is_refused_by_name(string xml, string code) => Assert.Equal(code, Assert.Single(Decode(Encoding.UTF8.GetBytes(xml)).Rejections).Code);

    [Fact]
    public void Huge_document_is_refused() =>
        Assert.Equal("too-large", Assert.Single(Decode(Encoding.UTF8.GetBytes(Alarm(new string(' ', VideoDecoder.MostBytes)))).Rejections).Code);

    [Fact]
    public void Spoilt_alarms_never_throw() => Fuzz.Run(VideoTargets.Gb28181);

    private static string Alarm(string more) =>
        $"<Notify><CmdType>Alarm</CmdType><SN>1</SN><DeviceID>{Camera}</DeviceID><AlarmTime>2026-11-03T09:12:31</AlarmTime>{more}</Notify>";

    private static VideoSighting Sighting(byte[] payload) => Assert.IsType<VideoSighting>(Assert.Single(Decode(payload).Facts));

    private static Decoded Decode(byte[] payload)
    {
        var decoded = new Decoded();
        VideoDecoder.DecodeEvent(payload, Camera, decoded);
        return decoded;
    }
}
