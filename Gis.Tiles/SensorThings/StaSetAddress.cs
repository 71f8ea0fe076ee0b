namespace Gis.Tiles.SensorThings;

/// <summary>Entities as an address names them: all of a kind, or those related to a parent; with a key, the one of them.</summary>
internal sealed record StaSetAddress(StaEntity Entity, StaNavigation? Relation, StaKey? Parent, StaKey? Key)
{
    /// <summary>At most one entity.</summary>
    public bool IsOne => Key is not null || Relation is { IsMany: false };
}
