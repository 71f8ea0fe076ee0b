using NetTopologySuite.Geometries;

namespace Gis.Server.Patches;

/// <summary>A patch as it is read for the comparison; the outline is lon, lat.</summary>
/// <param name="Since">When it became so: a comparison of an older state is not written.</param>
/// <param name="ReadAt">By the store's clock.</param>
internal sealed record PatchToCompare(
    long Id, string AreaCode, string? Kind, DateOnly? BeforeOn, DateOnly? AfterOn, bool SaysBasicFarmland, bool SaysRedLine, DateTime Since, DateTime ReadAt, Geometry Outline);

/// <summary>A feature of the one map that may reach into a patch.</summary>
internal sealed record LandFeature(
    LandTheme Theme, long Id, string? Document, string? Use, string? Class, string? Verdict, bool? Allows, DateOnly? From, DateOnly? To, Geometry Shape);

/// <summary>A patch of an earlier batch that may lie at the same place.</summary>
internal sealed record EarlierShape(long Patch, long Id, string? Kind, string? Outcome, string? Verdict, string State, DateOnly? BeforeOn, DateOnly? AfterOn, Geometry Outline);
