using Gis.Server.Land;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Gis.Server.OneMap.Contradictions;

/// <summary>The records that the rules look at: those to be judged, and all that may stand beside them.</summary>
internal sealed class LandBook
{
    private readonly Dictionary<string, STRtree<LandRecord>> _places = new(StringComparer.Ordinal);
    private readonly ILookup<(string Theme, string Role, string Text), LandRecord> _sayings;
    private readonly IReadOnlySet<string> _themes;

    /// <param name="themes">Those whose layers were read: only they can be missed.</param>
    /// <param name="subjects">What is judged.</param>
    /// <param name="others">What stands beside; may hold the subjects again.</param>
    public LandBook(IReadOnlySet<string> themes, IEnumerable<LandRecord> subjects, IEnumerable<LandRecord> others)
    {
        _themes = themes;
        Subjects = [.. subjects.DistinctBy(KeyOf)];
        var all = Subjects.Concat(others).DistinctBy(KeyOf).ToList();
        _sayings = all
            .SelectMany(record => record.Values.Select(value => (Key: (record.Theme, value.Key, value.Value), Record: record)))
            .Where(one => one.Key.Value.Length > 0)
            .ToLookup(one => one.Key, one => one.Record);
        foreach (var record in all)
        {
            if (!_places.TryGetValue(record.Theme, out var tree))
            {
                _places[record.Theme] = tree = new STRtree<LandRecord>();
            }

            tree.Insert(record.Geometry.EnvelopeInternal, record);
        }
    }

    public IReadOnlyList<LandRecord> Subjects { get; }

    public bool Knows(params string[] themes) => themes.All(_themes.Contains);

    public IEnumerable<LandRecord> SubjectsOf(params string[] themes) => Subjects.Where(record => themes.Contains(record.Theme));

    /// <summary>Records of a theme that say this by a role, such as the supplies of an approval.</summary>
    public IEnumerable<LandRecord> Saying(string theme, string role, string? text) => text is null ? [] : _sayings[(theme, role, text)];

    public LandRecord? Numbered(string theme, string? number) => Saying(theme, "number", number).FirstOrDefault();

    /// <summary>Records of a theme whose boxes meet that of a geometry, by id.</summary>
    public IEnumerable<LandRecord> Near(string theme, Geometry geometry) =>
        _places.TryGetValue(theme, out var tree) ? tree.Query(geometry.EnvelopeInternal).OrderBy(record => record.Feature) : [];

    /// <summary>What of a geometry a theme leaves free; <paramref name="which"/> narrows the theme.</summary>
    public Geometry FreeOf(string theme, Geometry geometry, Func<LandRecord, bool>? which = null) =>
        LandOverlay.Without(geometry, LandOverlay.All(Near(theme, geometry).Where(which ?? (_ => true)).Select(record => record.Geometry)));

    private static (string Layer, long Feature, string Theme) KeyOf(LandRecord record) => (record.Layer, record.Feature, record.Theme);
}
