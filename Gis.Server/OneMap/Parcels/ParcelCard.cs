using System.ComponentModel.DataAnnotations;
using Gis.Server.Land;
using Gis.Server.OneMap.Contradictions;
using Gis.Server.ReadModel;

namespace Gis.Server.OneMap.Parcels;

/// <summary>A feature of the layer of land use.</summary>
/// <param name="Id">In the layer's shown edition.</param>
/// <param name="Kind">farmland, built or unused; null where the class is unknown.</param>
/// <param name="StatedM2">As the layer tells it.</param>
/// <param name="Bbox">west, south, east, north in degrees.</param>
internal sealed record Parcel(
    long Id, string Layer, string? Number, string? Class, string? ClassNameZh, string? ClassNameEn, string? Kind, string? Owner, string? OwnerKind, string? Location, string? AreaCode,
    LandArea Area, double? StatedM2, [property: Length(4, 4)] double[] Bbox);

/// <summary>Another record that a step names by its number.</summary>
/// <param name="Role">Under which role it is named: approval, supply, supplement.</param>
/// <param name="Feature">Null where no record that the caller may see bears the number.</param>
internal sealed record LifeLink(string Role, string Number, long? Feature);

/// <summary>One step of a life line: a record of a theme that touches the parcel, or that such a record names.</summary>
/// <param name="On">The day by which it stands on the line; null where it names none.</param>
/// <param name="Dates">All days that it names, by role.</param>
/// <param name="Values">What it says, by role.</param>
/// <param name="Area">Its own area, of its outline.</param>
/// <param name="StatedM2">Its area as the document states it.</param>
/// <param name="Overlap">With the parcel.</param>
/// <param name="Share">Of the parcel that it covers, 0 … 1.</param>
/// <param name="IsSliver">It touches the parcel by no more than lines are drawn: under 10 m², or nowhere 2 m wide.</param>
/// <param name="Touches">False where it lies elsewhere and is here by its number, as supplements do.</param>
internal sealed record LifeStep(
    string Theme, string Layer, long Feature, string? Number, DateOnly? On, [property: Words(LandStatus.Words)] string Status, IReadOnlyDictionary<string, DateOnly> Dates,
    IReadOnlyDictionary<string, string> Values, LandArea Area, double? StatedM2, LandArea Overlap, double Share, bool IsSliver, bool Touches, IReadOnlyList<LifeLink> Links);

/// <summary>How much of the place was of a class.</summary>
internal sealed record ClassShare(string Code, string? NameZh, string? NameEn, string? Kind, double AreaM2, double Share);

/// <summary>The classes of the place from a time on, as the layer was shown then.</summary>
internal sealed record ClassesThen(DateTimeOffset At, int Edition, IReadOnlyList<ClassShare> Classes);

/// <summary>A parcel with its one life line.</summary>
/// <param name="Parcel">Null where a point lies in no parcel.</param>
/// <param name="AsOf">The Beijing day on which the steps' status is told.</param>
/// <param name="Steps">By day; those without one last.</param>
/// <param name="NotJudged">Rules that could not be asked, for a layer is missing or not the caller's to see.</param>
/// <param name="IsCut">More touches the place than is told.</param>
internal sealed record ParcelCard(
    Parcel? Parcel, DateOnly AsOf, IReadOnlyList<LifeStep> Steps, IReadOnlyList<ClassesThen> History, IReadOnlyList<ContradictionRow> Contradictions, IReadOnlyList<string> NotJudged, bool IsCut)
{
    /// <summary>Change patches on the place, of areas that the caller may read.</summary>
    public IReadOnlyList<LifePatch> Patches { get; init; } = [];
}
