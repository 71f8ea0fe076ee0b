namespace Gis.Server.Layers;

/// <summary>What somebody asks for: a layer in an area for some days, and why.</summary>
internal sealed record AccessWish(string? Layer, string? AreaCode, string? Reason, int Days);
