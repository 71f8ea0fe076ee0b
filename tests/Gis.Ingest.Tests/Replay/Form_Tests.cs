using System.Text;
using Gis.Ingest.Hj212;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Replay;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Replay;

/// <summary>What a recording is taken for, and what is read from it.</summary>
public sealed class Form_Tests : IDisposable
{
    private static readonly DateTimeOffset Eleven = new(2026, 10, 6, 3, 0, 0, TimeSpan.Zero);

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Air_hours_are_means_of_the_hour_that_ends_at_their_label()
    {
        var (form, items) = RecordedSample.Read("air-hours.xml");

        Assert.IsType<CnemcForm>(form);
        Assert.Equal(
            [("a34004", 43.0, "ug/m3"), ("a34002", 72, "ug/m3"), ("a21026", 9, "ug/m3"), ("a21004", 31, "ug/m3"), ("a05024", 88, "ug/m3"), ("a21005", 0.8, "mg/m3")],
            Values(items, "DEMO1A").Select(value => (value.Property, value.Value, value.Unit!)));
        Assert.All(Values(items, "DEMO1A"), value => Assert.Equal((Eleven, 3_600, Eleven.AddHours(1)), (value.At, value.PeriodS, value.End)));
        Assert.Contains(items, item => item is RecordedPlace { Thing: "DEMO1A", Kind: "air_station", Name: "示例一站", AreaName: "石家庄市", Lon: 114.4548, Lat: 38.0398 });
    }

    [Fact]
    public void A_dash_and_an_empty_field_are_no_value_and_a_word_is_a_fault_by_its_line()
    {
        var items = RecordedSample.Read("air-hours.xml").Items;

        Assert.Equal([("a34004", 38.0), ("a05024", 97)], Values(items, "DEMO2A").Select(value => (value.Property, value.Value)));
        Assert.Equal(
            [(26, "DEMO2A: SO2 'many' is no number"), (47, "DEMO4A: TimePoint 'noon' is no time")],
            items.OfType<RecordedFault>().Select(fault => (fault.Line, fault.Reason)));
    }

    [Fact]
    public void Xml_that_breaks_gives_what_stood_before()
    {
        var whole = Samples.Text("recordings/air-hours.xml");
        File.WriteAllText(_file, whole[..(whole.IndexOf("DEMO2A", StringComparison.Ordinal) + 3)]);

        var items = RecordedSample.ReadFile(_file).Items;

        Assert.Equal(6, Values(items, "DEMO1A").Count);
        Assert.StartsWith("the XML breaks here", Assert.IsType<RecordedFault>(items[^1]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Foreign_entities_are_never_resolved()
    {
        File.WriteAllText(_file, "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a><AQIDataPublishLive><StationCode>&b;</StationCode></AQIDataPublishLive></a>");

        Assert.DoesNotContain(RecordedSample.ReadFile(_file).Items, item => item.ToString().Contains("root", StringComparison.Ordinal));
    }

    [Fact]
    public void Table_is_read_by_the_names_of_its_columns()
    {
        var (form, items) = RecordedSample.Read("air-hours.csv", wish => wish with { PeriodS = 3_600, TimesAreEnds = true });

        Assert.Equal(
            [("DEMO1A", "a34004", 43.0, null), ("DEMO1A", "a21026", 9, "ug/m3"), ("DEMO1A", "a21005", 0.8, null), ("DEMO2A", "a34004", 38, null)],
            items.OfType<RecordedValue>().Where(value => value.At == Eleven).Select(value => (value.Thing, value.Property, value.Value, value.Unit)));
        Assert.Equal(
            [(5, "'yesterday' is no time (--time-form says how times are written)"), (6, "a34004: 'high' is no number")],
            items.OfType<RecordedFault>().Select(fault => (fault.Line, fault.Reason)));
        Assert.Contains("columns: station_code = thing, time_local = time, pm25 = a34004, so2[ug/m3] = a21026[ug/m3], co = a21005", form.Remarks);
        Assert.Contains(form.Remarks, remark => remark.StartsWith("not taken: aqi, o3_8h, quality", StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_that_a_person_describes_are_taken_so()
    {
        var items = RecordedSample.Read("river.csv", wish => wish with
        {
            Columns = new Dictionary<string, string> { ["level"] = "water_level[m]", ["Tur"] = "w01003" },
            Thing = "river-1",
            TimeForm = "d/M/yyyy H:mm",
            Zone = TimeSpan.FromHours(10),
        }).Items;

        Assert.Equal(
            [
                new RecordedValue(2, "river-1", "water_level", new(2026, 10, 5, 15, 0, 0, TimeSpan.Zero), 0, 0.636, "m"),
                new RecordedValue(2, "river-1", "w01003", new(2026, 10, 5, 15, 0, 0, TimeSpan.Zero), 0, 34.47, null),
                new RecordedValue(3, "river-1", "water_level", new(2026, 10, 5, 16, 30, 0, TimeSpan.Zero), 0, 0.637, "m"),
            ],
            items);
    }

    [Fact]
    public void Table_without_a_header_is_described_by_place()
    {
        var items = RecordedSample.Read("flow-without-header.txt", wish => wish with
        {
            Columns = new Dictionary<string, string> { ["1"] = "time", ["2"] = "flow[L/min]" },
            Thing = "meter-1",
        }).Items;

        Assert.Equal([0.0, 2.5, 360_000_000], items.Cast<RecordedValue>().Select(value => value.Value));
        Assert.Equal(new DateTimeOffset(2026, 10, 6, 2, 0, 0, TimeSpan.Zero), ((RecordedValue)items[0]).At);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "a property")]
    [InlineData("time,pm25\n2026-10-06 12:00,1\n", "the thing")]
    [InlineData("thing,pm25\nx,1\n", "the time")]
    [InlineData("", "empty")]
    [InlineData("<html><body/></html>", "not known")]
    [InlineData("[1,2]", "not known")]
    [InlineData("{\"a\":1}", "not known")]
    public void What_says_nothing_is_refused_with_what_would_be_accepted(string text, string word)
    {
        File.WriteAllText(_file, text);

        var refusal = Assert.Throws<RecordingException>(() => RecordedSample.ReadFile(_file));

        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_a_row_is_no_nitrogen_monoxide()
    {
        File.WriteAllText(_file, "No,mn,time,NO\n1,x,2026-10-06 12:00,17\n");

        var value = Assert.IsType<RecordedValue>(Assert.Single(RecordedSample.ReadFile(_file).Items));
        Assert.Equal(("a21003", 17.0), (value.Property, value.Value));
    }

    [Fact]
    public void A_column_that_is_not_there_is_named()
    {
        var refusal = Assert.Throws<RecordingException>(() => RecordedSample.Read("river.csv", wish => wish with { Columns = new Dictionary<string, string> { ["Flow"] = "flow" } }));

        Assert.Contains("no column Flow; it has Timestamp, Level, Tur", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Packets_go_to_the_topics_of_their_devices_and_damaged_ones_go_too()
    {
        var (form, items) = RecordedSample.Read("packets.txt");

        Assert.IsType<PacketForm>(form);
        var messages = items.OfType<RecordedMessage>().ToList();
        Assert.Equal([1, 2, 3, 5], messages.Select(message => message.Line));
        Assert.All(messages, message => Assert.Equal("hj212/130100F0A000000000000001/up", message.Topic));
        Assert.All(messages, message => Assert.Equal("\r\n"u8, message.Payload.AsSpan(^2)));
        Assert.Equal(new RecordedFault(4, "the packet names no device (MN=…;)"), Assert.Single(items.OfType<RecordedFault>()));
    }

    [Fact]
    public void Messages_of_a_broker_keep_topic_and_payload()
    {
        var (form, items) = RecordedSample.Read("messages.jsonl");

        Assert.IsType<MessageForm>(form);
        Assert.Equal(["things/river-1/observations", "hj212/130100F0A000000000000001/up", "units/fire-7/position"], items.OfType<RecordedMessage>().Select(m => m.Topic));
        Assert.Equal(new DateTimeOffset(2026, 10, 6, 4, 0, 0, 100, TimeSpan.Zero), ((RecordedMessage)items[0]).HeardAt);
        Assert.Equal([4, 5, 6], items.OfType<RecordedFault>().Select(fault => fault.Line));
    }

    [Fact]
    public void Verbose_lines_of_mosquitto_sub_are_messages_too()
    {
        var items = RecordedSample.Read("messages.txt").Items;

        Assert.Equal(["things/river-1/observations", "hj212/130100F0A000000000000001/up"], items.Cast<RecordedMessage>().Select(m => m.Topic));
        Assert.Equal("\r\n"u8, ((RecordedMessage)items[1]).Payload.AsSpan(^2));
    }

    [Fact]
    public void An_event_of_frigate_is_read_with_its_comments()
    {
        var message = Assert.IsType<RecordedMessage>(Assert.Single(RecordedSample.Read("frigate-event.jsonc").Items));

        Assert.True(FieldTopic.TryParse(message.Topic, message.Payload, out var topic, out _));
        Assert.Equal("outfall_07", topic.Code);
    }

    [Fact]
    public void A_packet_is_moved_with_all_its_times_and_a_good_check_sum()
    {
        var packet = (RecordedMessage)RecordedSample.Read("packets.txt").Items[0];

        Assert.True(MessageTimes.TryMove(packet.Topic, packet.Payload, at => at.AddHours(25), out var moved));

        var text = Encoding.ASCII.GetString(moved);
        Assert.Contains("QN=20261007130000001;", text, StringComparison.Ordinal);
        Assert.Contains("DataTime=20261007130000;w01018-SampleTime=20261007120000,", text, StringComparison.Ordinal);
        var reader = new Hj212FrameReader(moved, Hj212Limits.Standard);
        Assert.Equal(Hj212FrameOutcome.Packet, reader.Read(out _, out _));
    }

    [Fact]
    public void A_damaged_packet_is_never_mended()
    {
        var packet = (RecordedMessage)RecordedSample.Read("packets.txt").Items[2];

        Assert.True(MessageTimes.TryMove(packet.Topic, packet.Payload, at => at.AddHours(1), out var moved));

        Assert.Equal(packet.Payload, moved);
    }

    [Theory]
    [InlineData("""{"time":"2026-10-06T12:00:00+08:00","values":{"a":1.50}}""", """{"time":"2026-10-06T13:00:00+08:00","values":{"a":1.50}}""")]
    [InlineData("""{"time":1791252000000,"lon":114}""", """{"time":1791255600000,"lon":114}""")]
    [InlineData("""{"phenomenonTime":"2026-10-06T03:00:00Z/2026-10-06T04:00:00Z"}""", """{"phenomenonTime":"2026-10-06T04:00:00Z/2026-10-06T05:00:00Z"}""")]
    [InlineData("""{"after":{"id":"1791252000.2-k","start_time":1791252000.204518}}""", """{"after":{"id":"1791252000.2-k","start_time":1791255600.204518}}""")]
    [InlineData("""{"start_time":17912520002045118000000}""", """{"start_time":17912520002045118000000}""")]
    [InlineData("""{"Time":"2026-10-06 12:00:00","n":"2026-0117"}""", """{"Time":"2026-10-06 13:00:00","n":"2026-0117"}""")]
    public void Times_in_json_are_moved_in_the_form_they_have(string before, string after)
    {
        Assert.True(MessageTimes.TryMove("things/a/observations", Encoding.UTF8.GetBytes(before), at => at.AddHours(1), out var moved));

        Assert.Equal(after, Encoding.UTF8.GetString(moved));
    }

    private static List<RecordedValue> Values(IEnumerable<RecordedItem> items, string thing) => [.. items.OfType<RecordedValue>().Where(value => value.Thing == thing)];
}
