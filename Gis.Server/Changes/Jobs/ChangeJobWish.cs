using Gis.Server.ReadModel;

namespace Gis.Server.Changes.Jobs;

/// <summary>How changes are to be found between the images of a job, and what becomes of them.</summary>
/// <param name="Code">Names the batch that its patches become, within the area.</param>
/// <param name="Due">By when the patches are to be judged; without it the end of the month.</param>
/// <param name="MinAreaM2">Smaller patches are left out, m² on the ellipsoid; without it those of less than five pixels.</param>
/// <param name="QaBand">A band of both images that tells of clouds, and is not compared.</param>
/// <param name="QaBits">Which bits of that band or of the masks mean hidden, from 0; without it every value but 0 does.</param>
/// <param name="Pictures">Both images become pictures of an image layer, for whoever reads the area: so the light table has them.</param>
/// <param name="PictureBands">The bands shown as red, green and blue, or the one shown as grey.</param>
internal sealed record ChangeJobWish(
    string? Code, DateOnly? BeforeOn, DateOnly? AfterOn, DateOnly? Due = null, double? MinAreaM2 = null, string? BeforeSensor = null, string? AfterSensor = null, int? QaBand = null,
    IReadOnlyList<int>? QaBits = null, bool Pictures = true, IReadOnlyList<int>? PictureBands = null, [property: Words(Vocabulary.Origin)] string Origin = "real");
