using Gis.Tiles.SensorThings.Query;

namespace Gis.Tiles.SensorThings;

/// <summary>A resource path (OGC 18-088, 9.2): the entities it names, and what of them.</summary>
/// <param name="Steps">The sets on the way, each of the entity that the one before ends at; the last is what is asked for.</param>
/// <param name="Property">A property of the entity; null for the entity itself.</param>
internal sealed record StaPath(IReadOnlyList<StaStep> Steps, StaProperty? Property, bool IsValue, bool IsReference)
{
    private const int MostSegments = 12;

    /// <summary>Null where there is no such resource.</summary>
    public static StaPath? TryParse(string path)
    {
        var segments = path.Split('/');
        if (segments.Length > MostSegments || Step(segments[0], name => StaModel.BySet.GetValueOrDefault(name), null) is not { } first)
        {
            return null;
        }

        List<StaStep> steps = [first];
        for (var i = 1; i < segments.Length; i++)
        {
            var (last, isEnd) = (steps[^1], i == segments.Length - 1);
            if (segments[i] == "$ref")
            {
                return isEnd ? new StaPath(steps, null, IsValue: false, IsReference: true) : null;
            }

            if (!last.IsOne)
            {
                return null;
            }

            if (last.Entity.Property(segments[i]) is { } property)
            {
                var isValue = i == segments.Length - 2 && segments[^1] == "$value";
                return isEnd || isValue ? new StaPath(steps, property, isValue, IsReference: false) : null;
            }

            var name = Name(segments[i]);
            if (last.Entity.Navigation(name) is not { } navigation || Step(segments[i], _ => navigation.Entity, navigation) is not { } step)
            {
                return null;
            }

            steps.Add(step);
        }

        return new StaPath(steps, null, IsValue: false, IsReference: false);
    }

    private static StaStep? Step(string segment, Func<string, StaEntity?> find, StaNavigation? navigation)
    {
        var name = Name(segment);
        if (find(name) is not { } entity)
        {
            return null;
        }

        if (name.Length == segment.Length)
        {
            return new StaStep(entity, navigation, null);
        }

        return segment[^1] == ')' && navigation is null or { IsMany: true } && StaKey.TryParse(entity, segment[(name.Length + 1)..^1]) is { } key ? new StaStep(entity, navigation, key) : null;
    }

    private static string Name(string segment) => segment.IndexOf('(', StringComparison.Ordinal) is >= 0 and var bracket ? segment[..bracket] : segment;
}
