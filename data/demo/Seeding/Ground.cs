using Gis.Demo.Terrain;

namespace Gis.Demo.Seeding;

/// <summary>Finds places to stand on: counties by weight, spots around a seat, banks of rivers.</summary>
internal sealed class Ground
{
    private const double BankStepM = 1_000;

    private readonly Dictionary<string, double> _weights;

    public Ground(BaseMap map)
    {
        Map = map;
        _weights = map.Counties.ToDictionary(county => county.Code, Weight);
        Banks = [.. map.Rivers.Reaches.SelectMany(Along)];
    }

    public BaseMap Map { get; }

    /// <summary>Points along the rivers, one a kilometre, inside the province.</summary>
    public IReadOnlyList<(RiverPoint Point, County County)> Banks { get; }

    public double WeightOf(County county) => _weights[county.Code];

    public County PickCounty(Dice dice) => dice.Pick(Map.Counties, WeightOf);

    /// <summary>A spot around the county's seat that the county holds; the seat itself where none is found.</summary>
    public static LonLat Around(County county, Dice dice, double nearM, double farM)
    {
        for (var attempt = 0; attempt < 24; attempt++)
        {
            var spot = Earth.Shift(county.Seat, dice.Between(nearM, farM / (1 + (attempt / 8))), dice.Between(0, 360));
            if (county.Contains(spot))
            {
                return Round(spot);
            }
        }

        return Round(county.Seat);
    }

    public static LonLat Round(LonLat point) => new(Math.Round(point.Lon, 5), Math.Round(point.Lat, 5));

    /// <summary>Prefectures in turn, so that what is few is spread over all; districts of the city come before counties.</summary>
    public IEnumerable<County> InTurn()
    {
        var queues = Map.Counties.GroupBy(county => county.Prefecture).OrderBy(group => group.Key)
            .Select(group => new Queue<County>(group.OrderByDescending(county => county.IsDistrict).ThenBy(county => county.Code))).ToList();
        while (queues.Any(queue => queue.Count > 0))
        {
            foreach (var queue in queues.Where(queue => queue.Count > 0))
            {
                yield return queue.Dequeue();
            }
        }
    }

    private static double Weight(County county) =>
        Dice.For("county", county.Code).Between(0.5, 1.5)
        * (county.IsDistrict ? 1.3 : 1)
        * (county.Prefecture is "130100" or "130200" or "130400" ? 1.5 : county.Prefecture is "130700" or "130800" ? 0.6 : 1);

    private IEnumerable<(RiverPoint Point, County County)> Along(Reach reach)
    {
        for (var chainageM = BankStepM / 2; chainageM < reach.LengthM; chainageM += BankStepM)
        {
            var at = reach.At(chainageM);
            if (Map.CountyAt(at) is { } county)
            {
                yield return (new RiverPoint(reach, chainageM, at, 0), county);
            }
        }
    }
}
