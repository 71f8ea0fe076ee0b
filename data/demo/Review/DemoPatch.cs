namespace Gis.Demo.Review;

/// <summary>What the demo's people read of a patch, as GET /api/patches tells it.</summary>
/// <param name="Centre">A place inside it: lon, lat in degrees.</param>
/// <param name="Bbox">West, south, east, north in degrees.</param>
internal sealed record DemoPatch(
    long Id, string Number, string State, double AreaM2, double? CultivatedM2, double? BasicFarmlandM2, double[] Centre, double[] Bbox, long Revision);
