using System.Globalization;
using Gis.Server.Land;
using NetTopologySuite.Geometries;

namespace Gis.Server.OneMap.Contradictions;

/// <summary>What a rule found: which record cannot be so, beside which other, and the figures, as a code with parameters.</summary>
/// <param name="Rule">One of <see cref="ContradictionCode"/>.</param>
/// <param name="AreaM2">What lies outside, twice or unlawfully, without slivers; null where it is no matter of area.</param>
/// <param name="Parameters">Days in ISO 8601, amounts with a point.</param>
/// <param name="Themes">Every theme that was looked at: who may not see one of them is not told.</param>
internal sealed record Contradiction(
    string Rule, LandRecord Subject, LandRecord? Other, double? AreaM2, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<string> Themes)
{
    /// <summary>A place within what is wrong, or within the subject.</summary>
    public Coordinate At { get; init; } = Subject.Geometry.InteriorPoint.Coordinate;

    public static string Text(double amount) => Math.Round(amount, 2).ToString(CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
