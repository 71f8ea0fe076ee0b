namespace Gis.BaseMap.Roads;

/// <summary>The class of a generated road; the higher ones come first.</summary>
internal enum RoadClass
{
    Motorway,
    Primary,
    Secondary,
}
