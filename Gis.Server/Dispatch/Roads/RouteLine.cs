namespace Gis.Server.Dispatch.Roads;

/// <summary>A way as [lon, lat] pairs for drawing, to about a metre.</summary>
internal static class RouteLine
{
    public static IReadOnlyList<double[]> Of(RoadRoute route) =>
        [.. route.Line.Select(at => new[] { Math.Round(at.Lon, 5), Math.Round(at.Lat, 5) })];
}
