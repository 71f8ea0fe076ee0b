namespace Gis.Tiles.Import;

/// <summary>What a person wants of an uploaded file: which of its rows become which layer, and how.</summary>
internal sealed record ImportWish
{
    public const int MostNameChars = 60;

    /// <summary>The id of the layer: one that is there, whose next edition it becomes, or a new one. A preview does without.</summary>
    public string? Layer { get; init; }

    public string? TitleZh { get; init; }

    public string? TitleEn { get; init; }

    public string? Licence { get; init; }

    /// <summary>What stands on the map; empty: nothing. Null: as it was, and of a new layer the owner where one is named.</summary>
    public string? Credit { get; init; }

    /// <summary>The department that answers for the layer; null: as it was, and of a new layer the person who imports.</summary>
    public string? Owner { get; init; }

    public string? SubLayer { get; init; }

    /// <summary>EPSG:n, gcj02 or bd09; null: as the file says.</summary>
    public string? Crs { get; init; }

    /// <summary>The field that holds the coordinate to the east, of a table without shapes.</summary>
    public string? East { get; init; }

    public string? North { get; init; }

    /// <summary>point, line or polygon, of a new layer.</summary>
    public string? GeometryKind { get; init; }

    /// <summary>A closed line is taken for an area where the layer holds areas, as drawings need it.</summary>
    public bool ClosesLines { get; init; }

    /// <summary>The area that all rows belong to, instead of a field that says it of each.</summary>
    public string? AreaCode { get; init; }

    /// <summary>What becomes of the fields; one that is not named is left out. Null: as proposed.</summary>
    public IReadOnlyList<FieldWish>? Fields { get; init; }
}
