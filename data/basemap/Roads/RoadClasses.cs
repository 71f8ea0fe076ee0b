namespace Gis.BaseMap.Roads;

/// <summary>What a road's class means: its word, the speed one drives on it, and from which zoom it is drawn.</summary>
internal static class RoadClasses
{
    public static string Word(this RoadClass roadClass) => roadClass switch
    {
        RoadClass.Motorway => "motorway",
        RoadClass.Primary => "primary",
        _ => "secondary",
    };

    public static double SpeedKmh(this RoadClass roadClass) => roadClass switch
    {
        RoadClass.Motorway => 100,
        RoadClass.Primary => 70,
        _ => 50,
    };

    public static int MinZoom(this RoadClass roadClass) => roadClass switch
    {
        RoadClass.Motorway => 6,
        RoadClass.Primary => 8,
        _ => 9,
    };
}
