using NetTopologySuite.Geometries;

namespace Gis.Server.Patches;

/// <summary>A patch as a row of a file says it.</summary>
/// <param name="AreaCode">Null where the row does not say it: then the county in which it lies.</param>
internal sealed record PatchTaken(
    long Row, string Number, string? AreaCode, string? Place, string? Kind, string? ClassBefore, double? StatedM2, double AreaM2, DateOnly? BeforeOn, DateOnly? AfterOn, string? Features,
    bool? SaysBasicFarmland, bool? SaysRedLine, double? Score, string? Note, MultiPolygon Outline);
