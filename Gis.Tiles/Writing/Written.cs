namespace Gis.Tiles.Writing;

/// <summary>A change that was made: which feature, and the state that it is in now.</summary>
internal sealed record Written(long Id, int Edition, int Change);
