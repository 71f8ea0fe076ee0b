namespace Gis.Tiles.Records;

/// <summary>A property of records by whose value they can be asked for.</summary>
/// <param name="Choices">The values that it can have; null: any text.</param>
/// <param name="Has">Whether a record has the value at a moment.</param>
internal sealed record RecordQueryable(
    string Name, string Title, string SchemaType, IReadOnlyList<string>? Choices, Func<CatalogueRecord, string, DateTimeOffset, bool> Has)
{
    public static IReadOnlyList<RecordQueryable> All { get; } =
    [
        new("owner", "The department that answers for the layer, by its name in either language", "string", null,
            (record, value, _) => Same(record.OwnerZh, value) || Same(record.OwnerEn, value)),
        new("overdue", "Whether the content is older than the duty to update it allows", "boolean", ["true", "false"],
            (record, value, now) => record.Record.IsOverdue(now) == (value == "true")),
        new("kind", "Whether the layer is stored by editions, drawn from what is registered just now, or of pictures", "string", ["stored", "live", "image"],
            (record, value, _) => record.Kind == value),
        new("geometry_kind", "What its features are; raster: pictures", "string", ["point", "line", "polygon", "raster"], (record, value, _) => record.Info.GeometryKind == value),
        new("license", "The licence, by its SPDX identifier", "string", null, (record, value, _) => Same(record.Info.Licence, value)),
    ];

    public bool Accepts(string value) => Choices is null || Choices.Contains(value, StringComparer.Ordinal);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
