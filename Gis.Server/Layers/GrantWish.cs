namespace Gis.Server.Layers;

/// <summary>To whom a layer is to be granted without his asking: where, and for how many days.</summary>
/// <param name="Account">The name of the account.</param>
internal sealed record GrantWish(string? Layer, string? Account, string? AreaCode, int Days);
