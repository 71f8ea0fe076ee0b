using Gis.Tiles.Layers;

namespace Gis.Tiles.Filters;

/// <summary>A property that filters may name, and how it is read from a feature f.</summary>
internal sealed class QueryableProperty(string name, ValueKind kind, Func<SqlParameters, string> sql)
{
    /// <summary>The geometry of every feature.</summary>
    public static QueryableProperty Geometry { get; } = new("geometry", ValueKind.Geometry, _ => "f.geom");

    public string Name { get; } = name;

    public ValueKind Kind { get; } = kind;

    public string Sql(SqlParameters parameters) => sql(parameters);

    /// <summary>How a property of a layer is read; a value of another kind than the property's counts as none.</summary>
    public static QueryableProperty Of(LayerField field, FeatureSource source) => field switch
    {
        { IsColumn: true } => new(field.Name, ValueKind.Text, _ => $"f.{field.Name}"),
        { IsTime: true } when field.Name == source.TimeProperty => new(field.Name, ValueKind.Instant, _ => "f.at"),
        { IsTime: true } => new(field.Name, ValueKind.Instant, parameters => $"(f.properties ->> {parameters.Add(field.Name)})::timestamptz"),
        { Type: "number" } => new(field.Name, ValueKind.Number, parameters => Typed(parameters.Add(field.Name), "number", "numeric")),
        { Type: "boolean" } => new(field.Name, ValueKind.Boolean, parameters => Typed(parameters.Add(field.Name), "boolean", "boolean")),
        _ => new(field.Name, ValueKind.Text, parameters => $"(f.properties ->> {parameters.Add(field.Name)})"),
    };

    private static string Typed(string name, string jsonType, string type) =>
        $"(CASE WHEN jsonb_typeof(f.properties -> {name}) = '{jsonType}' THEN (f.properties -> {name})::{type} END)";
}
