using Gis.Demo.Standards;
using Gis.Demo.Terrain;

namespace Gis.Demo.Seeding;

/// <summary>Outfalls of permitted enterprises: sewage works at every seat, water outfalls along the rivers, stacks around the towns.</summary>
internal sealed class OutfallPlanner(Ground ground, LimitTables limits, int intervalS, DateOnly today)
{
    private const double DitchM = 15_000;

    private readonly NameSmith _names = new();
    private readonly IReadOnlyList<Industry> _industries = Industry.Load();
    private int _serial;

    public IEnumerable<PlannedThing> Plan()
    {
        var works = ground.Map.Counties.OrderByDescending(ground.WeightOf).Take(DemoSize.WaterOutfalls / 3).ToList();
        foreach (var county in works)
        {
            yield return SewageWorks(county);
        }

        for (var i = works.Count; i < DemoSize.WaterOutfalls; i++)
        {
            yield return WaterOutfall(i);
        }

        for (var i = DemoSize.WaterOutfalls; i < DemoSize.Outfalls; i++)
        {
            yield return Stack(i);
        }
    }

    private PlannedThing SewageWorks(County county)
    {
        var dice = Dice.For("sewage", county.Code);
        var (zh, en) = _names.SewagePlant(county);
        return Water(county, Ground.Around(county, dice, 1_500, 7_000), Industry.Sewage, zh, en, dice);
    }

    private PlannedThing WaterOutfall(int number)
    {
        var dice = Dice.For("water", number);
        var industry = dice.Pick([.. _industries.Where(one => one.Medium == "water")], one => one.Weight);
        var (county, at) = BesideRiver(dice) ?? BesideTown(dice, 3_000, 12_000);
        var (zh, en) = _names.Enterprise(county, industry, dice);
        return Water(county, at, industry, zh, en, dice);
    }

    private PlannedThing Stack(int number)
    {
        var dice = Dice.For("gas", number);
        var industry = dice.Pick([.. _industries.Where(one => one.Medium == "gas")], one => one.Weight);
        var (county, at) = BesideTown(dice, 1_500, 14_000);
        var (zh, en) = _names.Enterprise(county, industry, dice);
        var bounds = limits.Of(industry.Standard, industry.Class, today, industry.Condition);
        var permitted = Permitted(industry, bounds);
        var properties = Properties(county, industry, zh, en, dice.Between(industry.FlowLow, industry.FlowHigh));
        properties["standard_o2_percent"] = bounds.Select(row => row.StandardO2Percent).FirstOrDefault(percent => percent is not null) ?? 6;
        properties["stack_height_m"] = Math.Round(dice.Between(35, 180));
        return new PlannedThing(
            "outfall_gas", "mn", FieldCode.Mn(county.Code, 'B', _serial), $"{zh}{dice.Below(3) + 1}号废气排放口", $"{en}, stack", county.Code, at,
            properties, StreamSets.Station(["a00000", "a19001", .. industry.Factors], intervalS), permitted);
    }

    private PlannedThing Water(County county, LonLat at, Industry industry, string zh, string en, Dice dice)
    {
        var properties = Properties(county, industry, zh, en, dice.Between(industry.FlowLow, industry.FlowHigh));
        if (ground.Map.Rivers.Nearest(at, DitchM) is { } river)
        {
            properties["receiving_water"] = river.Reach.NameZh ?? "支流";
            properties["receiving_water_en"] = river.Reach.NameEn ?? "tributary";
            properties["reach"] = river.Reach.Id;
            properties["chainage_m"] = Math.Round(river.ChainageM);
        }

        var bounds = limits.Of(industry.Standard, industry.Class, today, industry.Condition);
        return new PlannedThing(
            "outfall_water", "mn", FieldCode.Mn(county.Code, 'A', _serial), $"{zh}废水总排口", $"{en}, main outfall", county.Code, at,
            properties, StreamSets.Station(["w00000", .. industry.Factors], intervalS), Permitted(industry, bounds));
    }

    /// <summary>The permit judges hour means; for water the standard judges the day as well.</summary>
    private static List<PlannedLimit> Permitted(Industry industry, IReadOnlyList<LimitRow> bounds)
    {
        var permitted = new List<PlannedLimit>();
        foreach (var row in bounds.Where(row => industry.Factors.Contains(row.Property)))
        {
            var from = LimitTables.StartOf(row.ValidFrom);
            permitted.Add(new PlannedLimit(
                row.Property, StreamSets.HourS, row.Basis, row.Upper, row.Lower, row.Unit, $"排污许可证 / {row.Source}", from));
            if (row.PeriodS == StreamSets.DayS && row.Property != "w01001")
            {
                permitted.Add(new PlannedLimit(row.Property, StreamSets.DayS, row.Basis, row.Upper, row.Lower, row.Unit, row.Source, from));
            }
        }

        return permitted;
    }

    private Dictionary<string, object> Properties(County county, Industry industry, string zh, string en, double flow)
    {
        _serial++;
        return new Dictionary<string, object>
        {
            ["enterprise"] = zh,
            ["enterprise_en"] = en,
            ["industry"] = industry.NameZh,
            ["industry_en"] = industry.NameEn,
            ["permit_no"] = FieldCode.Permit(county.Code, _serial),
            ["standard"] = $"{industry.Standard} {industry.Class}",
            [industry.Medium == "water" ? "flow_lps" : "flow_m3s"] = Math.Round(flow, 1),
        };
    }

    private (County County, LonLat At)? BesideRiver(Dice dice)
    {
        if (ground.Banks.Count == 0)
        {
            return null;
        }

        for (var attempt = 0; attempt < 40; attempt++)
        {
            var (bank, county) = dice.Pick(ground.Banks);
            var spot = Earth.Shift(bank.At, dice.Between(120, 900), dice.Between(0, 360));
            if (dice.Next() < ground.WeightOf(county) / 3 && county.Contains(spot))
            {
                return (county, Ground.Round(spot));
            }
        }

        return null;
    }

    private (County County, LonLat At) BesideTown(Dice dice, double nearM, double farM)
    {
        var county = ground.PickCounty(dice);
        return (county, Ground.Around(county, dice, nearM, farM));
    }
}
