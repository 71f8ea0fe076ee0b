namespace Gis.Tiles.SensorThings;

/// <summary>A property of an entity.</summary>
/// <param name="Sql">Its value; <c>{f}</c> stands for the row of the entity.</param>
/// <param name="Type">The type of the value in the store, for comparing and for the place of a page.</param>
internal sealed record StaProperty(string Name, StaKind Kind, string Sql, string Type = "text")
{
    /// <summary>The value as JSON, where it is not the plain value.</summary>
    public string? Json { get; init; }

    /// <summary>It is never null, so that an index can give its order both ways.</summary>
    public bool IsNeverNull { get; init; }

    public string SqlOf(string alias) => Sql.Replace("{f}", alias, StringComparison.Ordinal);

    public string JsonSqlOf(string alias) => (Json ?? (Kind == StaKind.Instant ? StaModel.TimeJson(Sql) : $"to_json({Sql})")).Replace("{f}", alias, StringComparison.Ordinal);

    public static StaProperty Text(string name, string sql) => new(name, StaKind.Text, sql);

    /// <summary>A constant text.</summary>
    public static StaProperty Word(string name, string word) => new(name, StaKind.Text, $"'{word}'::text") { IsNeverNull = true };

    public static StaProperty Members(string name, string sql) => new(name, StaKind.Json, sql, "jsonb") { Json = $"({sql})::json" };

    /// <summary>A geometry, given as GeoJSON in degrees to seven decimals.</summary>
    public static StaProperty Shape(string name, string sql) => new(name, StaKind.Geometry, sql, "geometry") { Json = $"ST_AsGeoJSON({sql}, 7, 0)" };
}
