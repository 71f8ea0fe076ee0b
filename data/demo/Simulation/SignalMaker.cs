using Gis.Demo.Physics;

namespace Gis.Demo.Simulation;

/// <summary>Gives each station its signal, and each river station the outfalls that lie upstream of it.</summary>
internal sealed class SignalMaker
{
    private const double FarthestM = 160_000;

    private readonly EpisodeBook _episodes;
    private readonly Dictionary<string, OutfallSignal> _outfalls;
    private readonly Dictionary<string, Dictionary<string, UpstreamOutfall>> _upstream = [];

    public SignalMaker(FieldWorld world, EpisodeBook episodes)
    {
        _episodes = episodes;
        _outfalls = world.Outfalls.ToDictionary(outfall => outfall.Code, outfall => new OutfallSignal(outfall, episodes));
        var stations = world.Things.Where(thing => thing is { Kind: "water_station", Reach: not null }).ToLookup(thing => thing.Reach!.Value);
        foreach (var outfall in world.Outfalls.Where(outfall => outfall.Reach is { } reach && world.Rivers.ById.ContainsKey(reach)))
        {
            var steps = world.Rivers.Downstream(world.Rivers.ById[outfall.Reach!.Value], outfall.ChainageM, FarthestM);
            foreach (var (reach, toStartM) in steps)
            {
                foreach (var station in stations[reach.Id].Where(station => toStartM + station.ChainageM > 0))
                {
                    Link(station.Code, outfall, new UpstreamOutfall(
                        _outfalls[outfall.Code], outfall.Flow, world.Rivers.FlowM3s(reach), toStartM + station.ChainageM));
                }
            }
        }
    }

    public ISignal For(FieldThing station) => station.Kind switch
    {
        "outfall_water" or "outfall_gas" => _outfalls[station.Code],
        "air_station" => new AirSignal(station),
        "water_station" => new WaterSignal(station, _upstream.GetValueOrDefault(station.Code) ?? [], _episodes),
        _ => throw new ArgumentException($"A {station.Kind} has no signal of its own.", nameof(station)),
    };

    /// <summary>Whether a river station lies downstream, so that a discharge can be followed.</summary>
    public bool IsFollowed(FieldThing outfall) => _upstream.Values.Any(outfalls => outfalls.ContainsKey(outfall.Code));

    private void Link(string station, FieldThing outfall, UpstreamOutfall upstream)
    {
        if (!_upstream.TryGetValue(station, out var outfalls))
        {
            _upstream[station] = outfalls = [];
        }

        outfalls[outfall.Code] = upstream;
    }
}
