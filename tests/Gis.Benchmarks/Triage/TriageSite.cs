using NetTopologySuite.Geometries;

namespace Gis.Benchmarks.Triage;

/// <summary>A feature that the generator puts on the map; metres from the middle of its block.</summary>
internal sealed record SiteFeature(string Theme, Geometry Shape, Dictionary<string, object?> Properties);

/// <summary>A patch as it was in truth, what lies around it, and what the satellite saw of it; metres from the middle of its block.</summary>
/// <param name="Classes">Of the ground west and east of the middle.</param>
internal sealed record TriageSite(
    TriageLabel Label, string Kind, DateOnly BeforeOn, DateOnly AfterOn, Geometry Truth, Geometry Seen, (string West, string East) Classes, IReadOnlyList<SiteFeature> Features);
