namespace Gis.Tiles.Records;

/// <summary>What the catalogue's own table says of a layer; what nobody has said is empty.</summary>
internal sealed record LayerRecord
{
    public required RecordWords Words { get; init; }

    /// <summary>The account that acts for the owner; null where nobody was named.</summary>
    public required string? OwnerAccount { get; init; }

    public required bool Findable { get; init; }

    public required DateTimeOffset? ConfirmedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How fresh the content is; null where it has neither an edition nor the owner's word.</summary>
    public required DateTimeOffset? FreshAt { get; init; }

    /// <summary>When the content must be newer than it is; null where there is no duty.</summary>
    public DateTimeOffset? DueAt => Words.UpdateEveryDays is { } days ? (FreshAt ?? CreatedAt).AddDays(days) : null;

    public bool IsOverdue(DateTimeOffset now) => DueAt < now;
}
