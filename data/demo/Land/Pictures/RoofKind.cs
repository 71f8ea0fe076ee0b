namespace Gis.Demo.Land.Pictures;

/// <summary>How a roof is drawn.</summary>
internal enum RoofKind
{
    Gable,
    Flat,
    Shed,
    Tree,
    Mark,
}
