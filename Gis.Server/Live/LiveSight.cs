using Gis.Server.Access;
using Microsoft.AspNetCore.SignalR;

namespace Gis.Server.Live;

/// <summary>What one viewer sees: what it asked for, cut down to what it was granted. Whatever leaves the feed passes here.</summary>
internal sealed class LiveSight
{
    private const int MostListed = 500;

    private readonly AreaTree _areas;
    private readonly HashSet<string>? _kinds;
    private readonly string _scope;
    private readonly bool _allLayers;
    private readonly HashSet<string> _layers;

    public LiveSight(Caller caller, LiveScope? scope, AreaTree areas)
    {
        Check(scope?.Areas?.Count, "areas");
        Check(scope?.Kinds?.Count, "kinds");
        Check(scope?.Detail?.Count, "detail");
        _areas = areas;
        Roots = scope?.Areas is { } wanted ? areas.Intersect(wanted, caller.ReadingRoots) : caller.ReadingRoots;
        _kinds = scope?.Kinds?.ToHashSet(StringComparer.Ordinal);
        Detail = (scope?.Detail ?? []).ToHashSet();

        // Only those whom the hub admits come here: they read every layer, unless their grants name some.
        _allLayers = caller.Grants.Any(grant => grant.Layers is null && grant.Role != Role.Guest);
        _layers = caller.Grants.SelectMany(grant => grant.Layers ?? []).ToHashSet(StringComparer.Ordinal);
        _scope = $"{Joined(Roots)}|{(_kinds is null ? "*" : Joined(_kinds))}|{(_allLayers ? "*" : Joined(_layers))}";
    }

    /// <summary>Things whose single values are wanted; whether they may be seen is asked each time.</summary>
    public IReadOnlySet<long> Detail { get; }

    /// <summary>Equal keys see the same rows.</summary>
    public (int Edition, string Scope) Key => (_areas.Edition, _scope);

    /// <summary>The area nodes that are both wanted and granted.</summary>
    public string[] Roots { get; }

    public string[]? Kinds => _kinds?.ToArray();

    public bool Sees(string areaCode) => _areas.IsWithin(areaCode, Roots);

    public bool SeesThing(string areaCode, string kind) => _kinds?.Contains(kind) != false && Sees(areaCode);

    /// <summary>Whether the caller may know of a layer; what of it he sees is asked where he reads it.</summary>
    public bool SeesLayer(TouchedLayer layer) => layer.IsPublished || _allLayers || _layers.Contains(layer.Id);

    public bool WantsValuesOf(long thing) => Detail.Contains(thing);

    private static string Joined(IEnumerable<string> words) => string.Join(',', words.Order(StringComparer.Ordinal));

    private static void Check(int? count, string name)
    {
        if (count > MostListed)
        {
            throw new HubException($"scope.{name} is too long; accepted: at most {MostListed}.");
        }
    }
}
