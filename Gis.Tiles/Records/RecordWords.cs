using System.ComponentModel.DataAnnotations;

namespace Gis.Tiles.Records;

/// <summary>What an administrator may say of a layer; what is left out is empty from then on.</summary>
/// <param name="UpdateEveryDays">The duty to bring it up to date; null: none.</param>
/// <param name="ExternalIds">Each <c>scheme:value</c> or <c>value</c>.</param>
/// <param name="TimeFrom">The time that the content speaks of.</param>
internal sealed record RecordWords(
    [property: MaxLength(4000)] string DescriptionZh = "",
    [property: MaxLength(4000)] string DescriptionEn = "",
    [property: MaxLength(200)] string OwnerZh = "",
    [property: MaxLength(200)] string OwnerEn = "",
    [property: Range(1, 36500)] int? UpdateEveryDays = null,
    [property: MaxLength(200)] string ContactName = "",
    [property: MaxLength(200)] string ContactEmail = "",
    [property: MaxLength(200)] string ContactPhone = "",
    [property: MaxLength(4000)] string LineageZh = "",
    [property: MaxLength(4000)] string LineageEn = "",
    [property: MaxLength(4000)] string QualityZh = "",
    [property: MaxLength(4000)] string QualityEn = "",
    [property: MaxLength(50)] IReadOnlyList<string>? KeywordsZh = null,
    [property: MaxLength(50)] IReadOnlyList<string>? KeywordsEn = null,
    [property: MaxLength(50)] IReadOnlyList<string>? ExternalIds = null,
    DateOnly? TimeFrom = null,
    DateOnly? TimeTo = null);
