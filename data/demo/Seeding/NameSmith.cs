using Gis.Demo.Standards;
using Gis.Demo.Terrain;

namespace Gis.Demo.Seeding;

/// <summary>Makes up names of enterprises, in Chinese and English, none twice.</summary>
internal sealed class NameSmith
{
    private readonly List<(string Zh, string En)> _first = [];
    private readonly List<(string Zh, string En)> _second = [];
    private readonly HashSet<string> _taken = [];

    public NameSmith()
    {
        foreach (var cells in CsvResource.Rows("tables/syllables.csv"))
        {
            (cells[0] == "first" ? _first : _second).Add((cells[1], cells[2]));
        }
    }

    public (string Zh, string En) Enterprise(County county, Industry industry, Dice dice)
    {
        while (true)
        {
            var first = dice.Pick(_first);
            var second = dice.Pick(_second);
            var zh = $"{county.ShortZh}{first.Zh}{second.Zh}{industry.SuffixZh}";
            if (_taken.Add(zh))
            {
                return (zh, $"{county.ShortEn} {first.En}{second.En} {industry.SuffixEn}");
            }
        }
    }

    public (string Zh, string En) SewagePlant(County county)
    {
        var zh = $"{county.NameZh}污水处理厂";
        for (var number = 2; !_taken.Add(zh); number++)
        {
            zh = $"{county.NameZh}第{number}污水处理厂";
        }

        return (zh, $"{county.ShortEn} sewage works");
    }
}
