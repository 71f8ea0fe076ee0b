namespace Gis.Tiles.SensorThings;

/// <summary>A kind of entity of SensorThings: where its rows come from, and what can be asked of it.</summary>
/// <param name="Source">A query with the columns id, at and code (the key, as far as it has them), kind and area_code (its scope), and its own.</param>
/// <param name="KeyColumns">Those of id, at, code that make the key.</param>
internal sealed record StaEntity(string Name, string Set, StaScopeKind Scope, string Source, string[] KeyColumns, StaProperty[] Properties, StaNavigation[] Navigations)
{
    public const string Id = "@iot.id";

    public bool HasNumber => KeyColumns is ["id"];

    public bool HasCode => KeyColumns is ["code"];

    /// <summary>Rows live in tables cut by time, so that pages of them are read stream by stream.</summary>
    public bool IsObservation => Name == "Observation";

    /// <summary>The id, as filters and orders use it.</summary>
    public StaProperty IdProperty { get; } = KeyColumns switch
    {
        ["id"] => new StaProperty("id", StaKind.Number, "{f}.id", "bigint") { IsNeverNull = true },
        ["code"] => new StaProperty("id", StaKind.Text, "{f}.code") { IsNeverNull = true },
        _ => new StaProperty("id", StaKind.Text, "({f}.id || '-' || (extract(epoch FROM {f}.at) * 1000000)::bigint)") { IsNeverNull = true },
    };

    public StaProperty? Property(string name) => name is "id" or Id ? IdProperty : Array.Find(Properties, property => property.Name == name);

    public StaNavigation? Navigation(string name) => Array.Find(Navigations, navigation => navigation.Name == name);

    /// <summary>All that can be named of it, as a caller who named something else is told.</summary>
    public string Names => string.Join(", ", Properties.Select(property => property.Name).Prepend("id").Concat(Navigations.Select(navigation => navigation.Name)));
}
