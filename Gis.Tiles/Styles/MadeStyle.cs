using System.Collections.Immutable;
using System.Text.Json;
using Gis.Tiles.Layers;

namespace Gis.Tiles.Styles;

/// <summary>The style of a layer for which nobody has stored one: plain, from the kind of its geometry.</summary>
internal static class MadeStyle
{
    private static readonly ImmutableArray<JsonElement> Points = Read(
        """
        [{"id": "points", "type": "circle",
          "paint": {"circle-radius": ["interpolate", ["linear"], ["zoom"], 5, 2.5, 12, 5], "circle-color": "#0a7468", "circle-stroke-width": 1, "circle-stroke-color": "#ffffff"},
          "metadata": {"gis:dark": {"paint": {"circle-color": "#3fbfae", "circle-stroke-color": "#11171c"}}}}]
        """);

    private static readonly ImmutableArray<JsonElement> Lines = Read(
        """
        [{"id": "lines", "type": "line", "layout": {"line-cap": "round", "line-join": "round"}, "paint": {"line-color": "#0a7468", "line-width": 1.6},
          "metadata": {"gis:dark": {"paint": {"line-color": "#3fbfae"}}}}]
        """);

    private static readonly ImmutableArray<JsonElement> Areas = Read(
        """
        [{"id": "areas", "type": "fill", "paint": {"fill-color": "#0a7468", "fill-opacity": 0.14}, "metadata": {"gis:dark": {"paint": {"fill-color": "#3fbfae"}}}},
         {"id": "outlines", "type": "line", "paint": {"line-color": "#0a7468", "line-width": 1.2}, "metadata": {"gis:dark": {"paint": {"line-color": "#3fbfae"}}}}]
        """);

    private static readonly ImmutableArray<JsonElement> Pictures = Read("""[{"id": "pictures", "type": "raster"}]""");

    public static LayerStyle Of(LayerInfo layer) => new(
        LayerStyle.DefaultId,
        Version: 0,
        layer.TitleZh,
        layer.TitleEn,
        IsDefault: true,
        layer.GeometryKind switch { "point" => Points, "line" => Lines, "raster" => Pictures, _ => Areas },
        ChangedAt: null,
        ChangedBy: null);

    private static ImmutableArray<JsonElement> Read(string json) => [.. JsonDocument.Parse(json).RootElement.EnumerateArray()];
}
