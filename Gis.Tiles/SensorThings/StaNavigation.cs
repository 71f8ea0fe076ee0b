namespace Gis.Tiles.SensorThings;

/// <summary>The way from an entity to those related to it.</summary>
/// <param name="Sql">Which rows <c>{f}</c> of the target belong to the row <c>{p}</c>, by its key (id, at, code).</param>
/// <param name="IdSql">The id of the one related, where the row <c>{p}</c> itself holds it.</param>
internal sealed record StaNavigation(string Name, string Target, bool IsMany, string Sql, string? IdSql = null)
{
    public StaEntity Entity => StaModel.ByName[Target];

    public string SqlOf(string parent, string alias) => Sql.Replace("{p}", parent, StringComparison.Ordinal).Replace("{f}", alias, StringComparison.Ordinal);
}
