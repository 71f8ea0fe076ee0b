namespace Gis.Demo.Land.Ground;

/// <summary>What a window looks like at large.</summary>
internal enum Country
{
    Plain,
    Hills,
    Coast,
    City,
}
