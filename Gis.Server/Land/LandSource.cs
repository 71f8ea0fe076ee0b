namespace Gis.Server.Land;

/// <summary>A theme's layer as one reader may see it.</summary>
/// <param name="Edition">The edition that readers see.</param>
/// <param name="IsWhole">Every feature: the layer is published to all, or the system itself reads.</param>
/// <param name="Roots">Nodes of the area tree whose features are seen.</param>
/// <param name="IsTop">A root is the top of the tree: features of no area are seen too.</param>
internal sealed record LandSource(LandTheme Theme, int Edition, bool IsWhole, string[] Roots, bool IsTop)
{
    public string Layer => Theme.Layer;

    public LandSource AsWhole() => this with { IsWhole = true };
}
