using System.Text.Json;
using Gis.Server.Land;

namespace Gis.Server.OneMap.Parcels;

/// <summary>A change patch on the place, with what was done about it: the part of the life line that inspection by satellite writes.</summary>
/// <param name="Number">JCBH, and <paramref name="Batch"/> the batch that it came in.</param>
/// <param name="Kind">TBLX; null where nobody said it.</param>
/// <param name="CaseNumber">Null where no case was filed.</param>
/// <param name="Overlap">With the place.</param>
/// <param name="Share">Of the place that it covers, 0 … 1.</param>
/// <param name="Happenings">In their order, up to the day that was asked for.</param>
internal sealed record LifePatch(
    long Id, string Number, string Batch, string AreaCode, string? Kind, DateOnly? BeforeOn, DateOnly? AfterOn, string? CaseNumber, LandArea Area, LandArea Overlap, double Share,
    IReadOnlyList<LifeHappening> Happenings);

/// <summary>Something that was done about a patch.</summary>
/// <param name="Kind">A kind of a patch's history, such as judged, case_filed, measured, accepted.</param>
/// <param name="On">The Beijing day.</param>
/// <param name="State">Of the patch from then on; null where it stayed.</param>
/// <param name="Details">Case number, measure, proving picture …, as the history of the patch keeps them.</param>
internal sealed record LifeHappening(string Kind, DateOnly On, DateTimeOffset At, string? State, string? Verdict, string? Reason, JsonElement Details);
