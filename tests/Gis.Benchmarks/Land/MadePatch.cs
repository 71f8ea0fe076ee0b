namespace Gis.Benchmarks.Land;

/// <summary>A patch that the bench makes, with what its facts are told by.</summary>
/// <param name="Number">From 0; patches are stored in this order.</param>
/// <param name="Judge">Account of whoever was given it and judged it, <paramref name="Other"/> of whoever looked a second time.</param>
/// <param name="Month">Of its batch, 0 the oldest.</param>
internal sealed record MadePatch(
    int Number, long Batch, string County, int Month, DateOnly ReceivedOn, PatchCourse Course, string Kind, string Verdict, double AreaM2, double CultivatedM2, double FarmlandM2,
    double Lon, double Lat, long Judge, long Other);
