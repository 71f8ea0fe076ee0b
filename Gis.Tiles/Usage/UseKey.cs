namespace Gis.Tiles.Usage;

/// <summary>Under which the use of layers is added up.</summary>
/// <param name="Account">0: without sign-in.</param>
internal readonly record struct UseKey(string Layer, DateOnly Day, long Account);
