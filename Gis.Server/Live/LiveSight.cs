using Gis.Server.Access;
using Microsoft.AspNetCore.SignalR;

namespace Gis.Server.Live;

/// <summary>What one viewer sees: what it asked for, cut down to what it was granted. Whatever leaves the feed passes here.</summary>
internal sealed class LiveSight
{
    private const int MostListed = 500;

    private readonly AreaTree _areas;
    private readonly HashSet<string>? _kinds;
    private readonly HashSet<long> _detail;

    public LiveSight(Caller caller, LiveScope? scope, AreaTree areas)
    {
        Check(scope?.Areas?.Count, "areas");
        Check(scope?.Kinds?.Count, "kinds");
        Check(scope?.Detail?.Count, "detail");
        _areas = areas;
        Roots = scope?.Areas is { } wanted ? areas.Intersect(wanted, caller.ReadingRoots) : caller.ReadingRoots;
        _kinds = scope?.Kinds?.ToHashSet(StringComparer.Ordinal);
        _detail = [.. scope?.Detail ?? []];
    }

    /// <summary>The area nodes that are both wanted and granted.</summary>
    public string[] Roots { get; }

    public string[]? Kinds => _kinds?.ToArray();

    public bool Sees(string areaCode) => _areas.IsWithin(areaCode, Roots);

    public bool SeesThing(string areaCode, string kind) => _kinds?.Contains(kind) != false && Sees(areaCode);

    public bool WantsValuesOf(long thing) => _detail.Contains(thing);

    private static void Check(int? count, string name)
    {
        if (count > MostListed)
        {
            throw new HubException($"scope.{name} is too long; accepted: at most {MostListed}.");
        }
    }
}
