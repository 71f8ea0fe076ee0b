namespace Gis.Demo.Land.Themes;

/// <summary>Something wrong on the map that was put there to be found: what, in which layer, under which number.</summary>
internal sealed record Contradiction(string County, string Kind, string Layer, string Number);
