namespace Gis.Demo.Land.Parcels;

/// <summary>A class of GB/T 21010-2017.</summary>
internal sealed record LandClass(string Code, string NameZh, string NameEn)
{
    public static readonly LandClass Irrigated = new("0102", "水浇地", "Irrigated land");
    public static readonly LandClass Dry = new("0103", "旱地", "Dry land");
    public static readonly LandClass Orchard = new("0201", "果园", "Orchard");
    public static readonly LandClass Wood = new("0301", "乔木林地", "Arbor forest");
    public static readonly LandClass Shrub = new("0305", "灌木林地", "Shrub land");
    public static readonly LandClass OtherWood = new("0307", "其他林地", "Other woodland");
    public static readonly LandClass Grass = new("0404", "其他草地", "Other grassland");
    public static readonly LandClass Shop = new("0501", "零售商业用地", "Retail");
    public static readonly LandClass Office = new("0505", "商务金融用地", "Business and finance");
    public static readonly LandClass Industry = new("0601", "工业用地", "Industry");
    public static readonly LandClass Mine = new("0602", "采矿用地", "Mining");
    public static readonly LandClass Storage = new("0604", "仓储用地", "Storage");
    public static readonly LandClass TownHouses = new("0701", "城镇住宅用地", "Urban housing");
    public static readonly LandClass VillageHouses = new("0702", "农村宅基地", "Rural homestead");
    public static readonly LandClass Authority = new("0801", "机关团体用地", "Offices of authorities");
    public static readonly LandClass School = new("0803", "教育用地", "Education");
    public static readonly LandClass Park = new("0810", "公园与绿地", "Park and green");
    public static readonly LandClass Burial = new("0905", "殡葬用地", "Burial ground");
    public static readonly LandClass Road = new("1003", "公路用地", "Road");
    public static readonly LandClass Street = new("1004", "城镇村道路用地", "Street");
    public static readonly LandClass RuralRoad = new("1006", "农村道路", "Rural road");
    public static readonly LandClass River = new("1101", "河流水面", "River");
    public static readonly LandClass Lake = new("1102", "湖泊水面", "Lake");
    public static readonly LandClass Pond = new("1104", "坑塘水面", "Pond");
    public static readonly LandClass CoastFlat = new("1105", "沿海滩涂", "Coast flat");
    public static readonly LandClass InlandFlat = new("1106", "内陆滩涂", "Inland flat");
    public static readonly LandClass Ditch = new("1107", "沟渠", "Ditch");
    public static readonly LandClass Vacant = new("1201", "空闲地", "Vacant land");
    public static readonly LandClass Facility = new("1202", "设施农用地", "Facility farmland");
    public static readonly LandClass Bare = new("1206", "裸土地", "Bare soil");

    public bool IsCultivated => Code.StartsWith("01", StringComparison.Ordinal);

    public bool IsForest => Code.StartsWith("03", StringComparison.Ordinal);

    public bool IsWater => Code is "1101" or "1102" or "1104" or "1107" or "1105";

    public bool IsWay => Code is "1003" or "1004" or "1006";

    /// <summary>Built land of the three kinds, ways left out: 05 to 09 and vacant land.</summary>
    public bool IsBuilt => Code[..2] is "05" or "06" or "07" or "08" or "09" || Code == "1201";
}
