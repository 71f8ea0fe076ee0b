namespace Gis.Tiles.SensorThings.Query;

/// <summary>What a function of $filter takes and gives.</summary>
internal sealed record ODataFunction(StaKind Gives, string Sql, params StaKind[] Takes)
{
    /// <summary>How many arguments at the end may be left out, and what then stands there.</summary>
    public (int Count, string Sql) Optional { get; init; } = (0, "");

    /// <summary>Relates two geometries, which mixed collections can't be but for meeting.</summary>
    public bool IsRelation { get; init; }
}
