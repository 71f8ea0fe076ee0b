using System.Collections.Concurrent;
using Gis.Demo.Physics;
using Gis.Demo.Terrain;

namespace Gis.Demo.Simulation;

/// <summary>All discharges: those of each day, thrown by dice that any run throws alike, and those that someone asked for.</summary>
internal sealed class EpisodeBook(IReadOnlyList<FieldThing> outfalls)
{
    private const int PerDay = 9;
    private const int RecentDays = 3;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private readonly ConcurrentDictionary<DateOnly, ILookup<string, Discharge>> _days = new();
    private volatile Discharge[] _asked = [];

    public IReadOnlyList<Discharge> Asked => _asked;

    public void Add(params ReadOnlySpan<Discharge> discharges) => _asked = [.. _asked, .. discharges];

    /// <summary>What may still show at the outfall itself.</summary>
    public IEnumerable<Discharge> Of(string outfall, DateTimeOffset time)
    {
        var today = DayOf(time);
        return Day(today)[outfall].Concat(Day(today.AddDays(-1))[outfall]).Concat(_asked.Where(discharge => discharge.Outfall == outfall));
    }

    /// <summary>What may still be on its way down a river.</summary>
    public IEnumerable<Discharge> Recent(DateTimeOffset time)
    {
        var today = DayOf(time);
        return Enumerable.Range(0, RecentDays + 1).SelectMany(back => Day(today.AddDays(-back)).SelectMany(group => group)).Concat(_asked);
    }

    private ILookup<string, Discharge> Day(DateOnly day) => _days.GetOrAdd(day, Throw);

    private ILookup<string, Discharge> Throw(DateOnly day) =>
        Enumerable.Range(0, outfalls.Count > 0 ? PerDay : 0).Select(number => Throw(day, number)).ToLookup(discharge => discharge.Outfall);

    private Discharge Throw(DateOnly day, int number)
    {
        var dice = Dice.For("episode", day.DayNumber, number);
        var outfall = dice.Pick(outfalls);
        var start = new DateTimeOffset(day, TimeOnly.MinValue, Beijing).ToUniversalTime() + TimeSpan.FromSeconds(dice.Between(0, 86_400));
        return new Discharge(
            outfall.Code, start, TimeSpan.FromMinutes(dice.Between(70, 300)), dice.Pick(Candidates(outfall)), dice.Between(1.15, 3.2));
    }

    /// <summary>What a discharge of this outfall would lift: oxygen demand and ammonia of water, sulphur and nitrogen of gas.</summary>
    public static IReadOnlyList<string> Candidates(FieldThing outfall) =>
        outfall.Kind == "outfall_water" ? ["w01018", "w21003"] : ["a21026", "a21002"];

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Beijing).DateTime);
}
