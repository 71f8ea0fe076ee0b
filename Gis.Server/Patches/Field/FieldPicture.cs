namespace Gis.Server.Patches.Field;

/// <summary>A small picture of the place of a field task, that a phone keeps to draw the sketch over it.</summary>
/// <param name="Scene">By which it is asked for: GET /api/patches/{id}/field-pictures/{scene}.</param>
/// <param name="IsAfter">It shows the place after the change; else before.</param>
/// <param name="Box">What it shows: west, south, east, north in degrees of CGCS2000; its columns and rows are even in degrees.</param>
/// <param name="Time">When it was taken, as its layer names it: a day or a moment.</param>
/// <param name="StandsIn">It was taken on the wrong side of the date that the patch names: there was no better one.</param>
internal sealed record FieldPicture(
    long Scene, bool IsAfter, IReadOnlyList<double> Box, string Time, string? Sensor, double? ResolutionM, double? CloudPercent, string TitleZh, string TitleEn, string Credit, bool StandsIn);
