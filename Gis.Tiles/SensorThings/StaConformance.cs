namespace Gis.Tiles.SensorThings;

/// <summary>The requirements classes of OGC 18-088 that are met; <c>tests/Gis.Tiles.Tests/SensorThings</c> holds them.</summary>
internal static class StaConformance
{
    private const string Spec = "http://www.opengis.net/spec/iot_sensing/1.1/req";

    public static IReadOnlyList<string> Classes { get; } =
    [
        $"{Spec}/datamodel",
        $"{Spec}/resource-path/resource-path-to-entities",
        $"{Spec}/request-data",
        $"{Spec}/data-array/data-array",
        $"{Spec}/create-observations-via-mqtt/observations-creation",
    ];
}
