using Gis.Ingest.Replay;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Replay;

/// <summary>The recorded sets beside the checkout, read where they lie: real hours, packets and events are understood as they came.</summary>
public sealed class SharedData_Tests
{
    private static readonly DateTimeOffset Noon2019 = new(2019, 7, 18, 4, 0, 0, TimeSpan.Zero);

    [SharedDataFact]
    public void Every_published_hour_of_the_national_platform_is_read()
    {
        var items = Read("air-cnemc-20190718/20190718T12_published.xml");

        Assert.Equal(1_499, items.OfType<RecordedPlace>().Count());
        Assert.Empty(items.OfType<RecordedFault>());
        var values = items.OfType<RecordedValue>().ToList();
        Assert.All(values, value => Assert.Equal((Noon2019, 3_600), (value.End, value.PeriodS)));
        Assert.Equal(
            [("a34004", 101.0), ("a34002", 92), ("a21026", 3), ("a21004", 28), ("a05024", 114), ("a21005", 1.2)],
            values.Where(value => value.Thing == "1001A").Select(value => (value.Property, value.Value)));
    }

    [SharedDataFact]
    public void Xml_and_table_of_the_same_hours_agree()
    {
        var published = Read("air-cnemc-20190718/20190718T12_published.xml").Concat(Read("air-cnemc-20190718/20190718T13_published.xml"))
            .OfType<RecordedValue>().ToDictionary(value => (value.Thing, value.Property, value.At), value => value.Value);

        var table = Read("air-cnemc-20190718/readings_bth_bbox.csv", wish => wish with { PeriodS = 3_600, TimesAreEnds = true }).OfType<RecordedValue>().ToList();

        Assert.NotEmpty(table);
        Assert.All(table, value => Assert.Equal(published[(value.Thing, value.Property, value.At)], value.Value));
    }

    [SharedDataFact]
    public void Four_years_of_hours_are_read_and_what_is_missing_stays_missing()
    {
        var items = Read("air-beijing-uci501/PRSA_Data_Dongsi_20130301-20170228.csv", wish => wish with
        {
            PeriodS = 3_600,
            Columns = new Dictionary<string, string> { ["CO"] = "a21005[ug/m3]", ["TEMP"] = "a01001", ["PRES"] = "a01006[hPa]", ["WSPM"] = "a01007" },
        });

        Assert.Empty(items.OfType<RecordedFault>());
        var fine = items.OfType<RecordedValue>().Where(value => value.Property == "a34004").ToList();
        Assert.InRange(fine.Count, 35_064 - 925, 35_064 - 750);
        Assert.Equal(new DateTimeOffset(2013, 2, 28, 16, 0, 0, TimeSpan.Zero), fine[0].At);
        Assert.All(fine, value => Assert.Equal("Dongsi", value.Thing));
    }

    [SharedDataFact]
    public void A_river_gauge_with_its_own_columns_and_times_is_read()
    {
        var items = Read("water-quality-oddwater/sandy_creek.csv", wish => wish with
        {
            Thing = "sandy-creek",
            TimeForm = "d/M/yyyy H:mm",
            Zone = TimeSpan.FromHours(10),
            Columns = new Dictionary<string, string> { ["Level"] = "water_level[m]", ["Cond"] = "w01014[uS/cm]", ["Tur"] = "w01003" },
        });

        Assert.Empty(items.OfType<RecordedFault>());
        Assert.Equal(5_402, items.Select(item => item.Line).Distinct().Count());
        Assert.Equal(0.636, items.OfType<RecordedValue>().First(value => value.Property == "water_level").Value);
    }

    [SharedDataFact]
    public void A_house_meter_is_read_with_its_impossible_value_for_quality_to_find()
    {
        var items = Read("water-meter/weusedto_feed_WholeHouse.MYD.csv", wish => wish with
        {
            Thing = "house-1",
            Columns = new Dictionary<string, string> { ["1"] = "time", ["2"] = "flow[L/h]" },
        });

        Assert.Equal(18_895, items.Count);
        Assert.Contains(items, item => item is RecordedValue { Value: > 3.5e8 });
    }

    [SharedDataFact]
    public void Packets_are_sent_with_their_check_sums_good_or_bad()
    {
        var items = Read("hj212-messages/messages.jsonl");

        Assert.Equal(4, items.Count);
        Assert.All(items, item => Assert.Equal("hj212/LD130133000015/up", Assert.IsType<RecordedMessage>(item).Topic));
    }

    [SharedDataFact]
    public void An_event_of_a_camera_is_a_message_and_a_review_is_none()
    {
        var message = Assert.IsType<RecordedMessage>(Assert.Single(Read("camera-events/frigate_01_frigate_events.jsonc")));

        Assert.Equal("frigate/events", message.Topic);
        Assert.Throws<RecordingException>(() => Read("camera-events/frigate_07_frigate_reviews.jsonc"));
    }

    private static List<RecordedItem> Read(string path, Func<ReplayWish, ReplayWish>? with = null) =>
        RecordedSample.ReadFile(SharedDataFactAttribute.PathOf(path.Split('/')), with).Items;
}
