using System.ComponentModel.DataAnnotations;
using Gis.Server.ReadModel;

namespace Gis.Server.Patches;

/// <summary>A change patch as it stands now. Areas are m² on the ellipsoid of CGCS2000.</summary>
/// <param name="Number">JCBH, unique with the area in its batch.</param>
/// <param name="Kind">TBLX; null where the file did not say it.</param>
/// <param name="ClassBefore">GB/T 21010 class as stated (DLBM).</param>
/// <param name="CultivatedM2">Cultivated land taken; null until it was compared.</param>
/// <param name="Outcome">explained or doubtful; null until it was compared.</param>
/// <param name="Suggestion">A verdict, which a person may follow.</param>
/// <param name="Rule">By which it is explained or suggested.</param>
/// <param name="Due">By when it is to be judged; of a case, the day of its next step.</param>
/// <param name="Overdue">That day has passed and the step was not made.</param>
/// <param name="Assignee">Display name of whoever is to judge it.</param>
/// <param name="Bbox">West, south, east, north in degrees.</param>
/// <param name="Centre">A place inside it: lon, lat.</param>
/// <param name="Revision">Goes along with each act: who acts on an older one has not seen all.</param>
internal record PatchRow(
    long Id,
    string Number,
    long BatchId,
    string Batch,
    string AreaCode,
    string? AreaNameZh,
    string? AreaNameEn,
    string? Place,
    string? Kind,
    string? ClassBefore,
    double AreaM2,
    double? CultivatedM2,
    double? BasicFarmlandM2,
    double? RedLineM2,
    [property: Words(PatchWords.State)] string State,
    [property: Words(PatchWords.Outcome)] string? Outcome,
    string? Suggestion,
    string? Rule,
    bool Sample,
    DateOnly Due,
    bool Overdue,
    long? AssigneeId,
    string? Assignee,
    string? Verdict,
    DateOnly? BeforeOn,
    DateOnly? AfterOn,
    [property: Length(4, 4)] double[] Bbox,
    [property: Length(2, 2)] double[] Centre,
    [property: Words(Vocabulary.Origin)] string Origin,
    long Revision);
