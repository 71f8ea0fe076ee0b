using Gis.Ingest.Replay;
using Gis.Testing;

namespace Gis.Ingest.Tests.Replay;

/// <summary>Reads a recording with the properties that the samples name.</summary>
internal static class RecordedSample
{
    public static PropertyBook Properties { get; } = Book();

    public static (IRecordedForm Form, List<RecordedItem> Items) Read(string name, Func<ReplayWish, ReplayWish>? with = null) =>
        ReadFile(Samples.PathOf($"recordings/{name}"), with);

    public static (IRecordedForm Form, List<RecordedItem> Items) ReadFile(string path, Func<ReplayWish, ReplayWish>? with = null)
    {
        var wish = new ReplayWish(path);
        var recording = Recording.Open(with is null ? wish : with(wish), Properties);
        return (recording.Form, [.. recording.Read()]);
    }

    private static PropertyBook Book()
    {
        var book = new PropertyBook();
        book.Add("a34004", "细颗粒物", "Particulate matter PM2.5", "PM2.5");
        book.Add("a34002", "可吸入颗粒物", "Particulate matter PM10", "PM10");
        book.Add("a21026", "二氧化硫", "Sulphur dioxide", "SO₂");
        book.Add("a21003", "一氧化氮", "Nitrogen monoxide", "NO");
        book.Add("a21004", "二氧化氮", "Nitrogen dioxide", "NO₂");
        book.Add("a21005", "一氧化碳", "Carbon monoxide", "CO");
        book.Add("a05024", "臭氧", "Ozone", "O₃");
        book.Add("a01001", "气温", "Air temperature", "气温");
        book.Add("a01006", "气压", "Air pressure", "气压");
        book.Add("a01007", "风速", "Wind speed", "风速");
        book.Add("w01003", "浊度", "Turbidity", "浊度");
        book.Add("w01014", "电导率", "Conductivity", "电导率");
        book.Add("water_level", "水位", "Water level", "水位");
        book.Add("flow", "瞬时流量", "Flow", "流量");
        book.Add("discharge", "河道流量", "River flow", "流量");
        return book;
    }
}
