using Gis.Server.Land;
using NetTopologySuite.Geometries;

namespace Gis.Server.OneMap.Forest;

/// <summary>A piece of ground that was forest at one survey or at both, in one stand of each.</summary>
/// <param name="Before">The stand at the earlier survey; null: gained.</param>
/// <param name="After">The stand at the later survey; null: lost.</param>
/// <param name="M2">Rounded to 0.01, so that every sum is exact.</param>
internal sealed record ForestPiece(LandRecord? Before, LandRecord? After, decimal M2, Geometry Geometry)
{
    public string? AreaCode => (Before ?? After)!.AreaCode;

    public bool IsLost => After is null;

    public bool IsGained => Before is null;

    public bool HasOtherClass => Before is not null && After is not null && Before.Text("class") != After.Text("class");

    /// <summary>Only where both surveys tell it.</summary>
    public bool HasOtherAge => Before?.Text("age_group") is { } before && After?.Text("age_group") is { } after && before != after;
}
