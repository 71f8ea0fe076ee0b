using Gis.Demo.Terrain;

namespace Gis.Server.Tests.Demo;

/// <summary>A small base map for tests: square counties in eight prefectures, two rivers that join, roads between all neighbours.</summary>
internal static class SyntheticProvince
{
    private const int Columns = 8;
    private const int Rows = 5;
    private const double SideDeg = 0.5;

    public static BaseMap Map { get; } = new(
        [.. Enumerable.Range(0, Columns * Rows).Select(County)],
        new RiverNetwork(Reaches()),
        new RoadNetwork(Enumerable.Range(0, Columns * Rows).ToDictionary(i => (long)i, Seat), Roads()));

    public static IReadOnlyList<Reach> Reaches() =>
    [
        new Reach(1, "北河", "North River", 1, 3, [new(114.1, 39.3), new(115.0, 38.9), new(116.0, 38.4)]),
        new Reach(2, "南河", "South River", 2, 3, [new(114.1, 37.3), new(115.2, 37.9), new(116.0, 38.4)]),
        new Reach(3, null, null, 3, 4, [new(116.0, 38.4), new(117.0, 38.3), new(117.9, 38.6)]),
    ];

    public static LonLat Seat(int i) => new(114 + (SideDeg * ((i % Columns) + 0.5)), 37 + (SideDeg * ((i / Columns) + 0.5)));

    private static County County(int i)
    {
        var (west, south) = (114 + (SideDeg * (i % Columns)), 37 + (SideDeg * (i / Columns)));
        var prefecture = 1301 + (i % Columns);
        return new County(
            $"{prefecture}{(i / Columns) + 21:D2}", $"{prefecture}00", $"第{i}{(i / Columns == 0 ? "区" : "县")}", $"County {i}", $"市{i % Columns}", $"City {i % Columns}",
            Seat(i), [[new(west, south), new(west + SideDeg, south), new(west + SideDeg, south + SideDeg), new(west, south + SideDeg), new(west, south)]]);
    }

    private static IEnumerable<Road> Roads()
    {
        for (var i = 0; i < Columns * Rows; i++)
        {
            if (i % Columns < Columns - 1)
            {
                yield return Between(i, i + 1);
            }

            if (i / Columns < Rows - 1)
            {
                yield return Between(i, i + Columns);
            }
        }
    }

    private static Road Between(int from, int to) => new(from, to, Earth.DistanceM(Seat(from), Seat(to)), 20, [Seat(from), Seat(to)]);
}
