namespace Gis.Server.Patches.Cases;

/// <summary>Files the case of a patch, with the measures that were ordered.</summary>
/// <param name="Number">Unique in the area.</param>
/// <param name="Notice">Number of the document by which the party was told, and <paramref name="NoticeOn"/> its day.</param>
internal sealed record FileCaseRequest(string? Number, string? Party, string? Notice, DateOnly? NoticeOn, string? Grounds, IReadOnlyList<MeasureOrderWish>? Measures, long? Revision);

/// <summary>A measure as it was ordered.</summary>
/// <param name="AreaM2">Of the land that it is about.</param>
/// <param name="AmountCny">Of a fine, and of nothing else.</param>
internal sealed record MeasureOrderWish(string? Kind, double? AreaM2, decimal? AmountCny, string? Document, DateOnly? OrderedOn, DateOnly? Due);

/// <summary>One more measure of a case.</summary>
internal sealed record AddMeasureRequest(MeasureOrderWish? Measure, long? Revision);

/// <summary>A measure was carried out.</summary>
/// <param name="Photos">SHA-256 of photographs of it, hexadecimal, that were sent before (POST …/measure-photos).</param>
internal sealed record MeasureDoneRequest(DateOnly? DoneOn, string? Note, IReadOnlyList<string>? Photos, long? Revision);

/// <summary>Says that the land is put right, or that it is not.</summary>
/// <param name="Layer">Of the picture that proves it, as GET /api/image-scenes tells it, and <paramref name="At"/> its time.</param>
/// <param name="Document">That proves what no picture can, such as a receipt.</param>
/// <param name="Reason">Why not; an opinion where it is accepted.</param>
/// <param name="Due">By when it is to be done, where it is not accepted.</param>
internal sealed record ProveRequest(
    bool? Accepted, string? Layer, DateTimeOffset? At, string? Document, DateOnly? DocumentOn, string? Reason, DateOnly? Due, long? Revision);
