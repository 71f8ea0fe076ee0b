using System.ComponentModel.DataAnnotations;
using Gis.Server.Land;

namespace Gis.Server.OneMap.Measuring;

/// <summary>One row of a split.</summary>
/// <param name="Key">Code of the class or county; yes for basic farmland. Empty where the feature tells none.</param>
/// <param name="NameZh">Null where the code is unknown.</param>
/// <param name="Kind">farmland, built or unused, of classes.</param>
/// <param name="Share">Of the whole, 0 … 1.</param>
internal sealed record MeasuredPart(string Key, string? NameZh, string? NameEn, string? Kind, LandArea Area, double Share);

/// <summary>An area split by one layer: rows, what no feature covers, and what two or more cover. In each unit they add up to the whole exactly.</summary>
internal sealed record MeasuredSplit(IReadOnlyList<MeasuredPart> Parts, LandArea NotCovered, LandArea CoveredTwice);

/// <summary>What a polygon measures.</summary>
/// <param name="GeodesicM2">An independent computation with edges that are the shortest lines on the ellipsoid, by the store; it differs where edges are long.</param>
/// <param name="Bbox">west, south, east, north in degrees.</param>
/// <param name="Classes">Null where the caller may see no layer of land use; so the others with theirs.</param>
internal sealed record LandMeasure(
    LandArea Area, double GeodesicM2, [property: Length(4, 4)] double[] Bbox, MeasuredSplit? Classes, MeasuredSplit? Counties, MeasuredSplit? BasicFarmland);
