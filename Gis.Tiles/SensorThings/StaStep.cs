namespace Gis.Tiles.SensorThings;

/// <summary>One step of a resource path.</summary>
internal sealed record StaStep(StaEntity Entity, StaNavigation? Relation, StaKey? Key)
{
    public bool IsOne => Key is not null || Relation is { IsMany: false };
}
