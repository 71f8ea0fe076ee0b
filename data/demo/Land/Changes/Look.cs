namespace Gis.Demo.Land.Changes;

/// <summary>What the later picture shows in place of what was there.</summary>
internal enum Look
{
    None,
    Works,
    Houses,
    Greenhouses,
    Earth,
    Hardened,
    Road,
    Saplings,
    Ploughed,
    Pit,
}
