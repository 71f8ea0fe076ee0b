using System.Text.Json;
using Gis.Tiles.Layers;
using Gis.Tiles.Styles;
using Gis.Tiles.Writing;
using Xunit;

namespace Gis.Tiles.Tests.Styles;

/// <summary>What the layers of a style may say.</summary>
public sealed class StyleCheck_Tests
{
    private const int Cases = 50_000;

    private static readonly string[] Sound =
    [
        """[{"id":"a","type":"fill","source":"parcels","source-layer":"parcels","minzoom":3,"maxzoom":12.5,"filter":["==",["get","class"],"x"],"paint":{"fill-color":"#abc","fill-opacity":0.5}}]""",
        """[{"id":"a","type":"fill","paint":{"fill-color":["match",["get","class"],"a:b","red",["c","d"],"rgb(1, 2, 3)","hsl(120, 50%, 50%)"]}},{"id":"b","type":"line","paint":{"line-width":["interpolate",["linear"],["zoom"],5,1,12,3],"line-dasharray":[2,1]}}]""",
        """[{"id":"a","type":"circle","paint":{"circle-color":["step",["get","n"],"#fff",1,"#eee",5.5,"#ddd"]},"metadata":{"gis:dark":{"paint":{"circle-color":"#000"}},"note":"x"}}]""",
        """[{"id":"t","type":"symbol","layout":{"text-field":["coalesce",["get","name_zh"],["get","name_en"],""],"text-font":["Noto Sans CJK SC"],"text-size":12,"text-offset":[0,1]},"paint":{"text-halo-width":1.5}}]""",
        """[{"id":"h","type":"heatmap","filter":["all",["has","n"],["!",["in",["get","k"],["literal",["a","b"]]]]],"paint":{"heatmap-radius":20}}]""",
        """[{"id":"old","type":"fill","filter":["!in","class","a","b"]}]""",
        """[{"id":"case","type":"fill","paint":{"fill-color":["case",[">",["get","n"],5],"teal",["boolean",["get","b"],false],"navy","rgba(0,0,0,0)"]}}]""",
    ];

    private static readonly string[] Words =
        ["[", "]", "{", "}", "null", "\"\"", "\"get\"", "\"match\"", "\"literal\"", "\"//x\"", "1e999", "-1", "[]", "{}", ",", ":", "\"fill\"", "\"line\"", "\"symbol\"", "\"\\ud800\"", "\"\\u0000\"", "true"];

    private static readonly LayerInfo Layer = Info("parcels", "polygon");

    private static LayerInfo Info(string id, string kind) => new()
    {
        Id = id,
        TitleZh = "z",
        TitleEn = "e",
        IsLive = false,
        GeometryKind = kind,
        Licence = "",
        Credit = "",
        Source = "",
        Owner = "",
        Approximate = false,
        Published = true,
        MinZoom = 0,
        MaxZoom = 14,
        Edition = 1,
        ChangedAt = default,
        FeatureCount = null,
        Extent = null,
        Generalised = false,
        Changes = 0,
        EditedAt = null,
        Writers = [],
    };

    private static string? FaultOf(string json, LayerInfo? layer = null)
    {
        using var document = JsonDocument.Parse(json);
        try
        {
            StyleCheck.Check(document.RootElement, layer ?? Layer, "");
            return null;
        }
        catch (WriteRefused refused)
        {
            Assert.Equal(("bad-style", 422), (refused.Refusal.Code, refused.Refusal.Status));
            Assert.NotEmpty(refused.Refusal.Accepted!);
            return refused.Refusal.At;
        }
    }

    [Fact]
    public void Style_that_the_form_of_the_workplace_makes_is_sound() => Assert.Null(FaultOf(
        """
        [{"id":"areas","type":"fill","paint":{"fill-color":["case",["==",["typeof",["get","n"]],"number"],["step",["to-number",["get","n"],0],"#cfeae4",5,"#08463f"],"#8b99a4"],"fill-opacity":0.3},
          "metadata":{"gis:recipe":{"mode":"class","categories":[{"value":"a","colour":"#112233"}],"breaks":[5],"label":null}}},
         {"id":"lines","type":"line","layout":{"line-cap":"round"},"paint":{"line-color":["match",["to-string",["get","k"]],"a","#112233","#8b99a4"],"line-width":1.5}},
         {"id":"labels","type":"symbol","layout":{"text-field":["to-string",["get","name_zh"]],"text-font":["Noto Sans CJK SC","sans-serif"],"text-size":12},
          "paint":{"text-color":"#16202a","text-halo-color":"#ffffff","text-halo-width":1.5},"metadata":{"gis:dark":{"paint":{"text-color":"#e8edf1"}}}}]
        """));

    [Fact]
    public void Sound_styles_are_taken() => Assert.All(Sound, style => Assert.Null(FaultOf(style)));

    [Theory]
    [InlineData("{}", "")]
    [InlineData("[]", "")]
    [InlineData("[1]", "/0")]
    [InlineData("""[{"type":"fill"}]""", "/0/id")]
    [InlineData("""[{"id":"a","type":"fill"},{"id":"a","type":"fill"}]""", "/1/id")]
    [InlineData("""[{"id":"a","type":"background"}]""", "/0/type")]
    [InlineData("""[{"id":"a","type":"raster"}]""", "/0/type")]
    [InlineData("""[{"id":"a","type":"fill","ref":"b"}]""", "/0/ref")]
    [InlineData("""[{"id":"a","type":"fill","source":"districts"}]""", "/0/source")]
    [InlineData("""[{"id":"a","type":"fill","source-layer":"districts"}]""", "/0/source-layer")]
    [InlineData("""[{"id":"a","type":"fill","minzoom":25}]""", "/0/minzoom")]
    [InlineData("""[{"id":"a","type":"fill","minzoom":9,"maxzoom":9}]""", "/0/maxzoom")]
    [InlineData("""[{"id":"a","type":"fill","layout":{"line-cap":"round"}}]""", "/0/layout/line-cap")]
    [InlineData("""[{"id":"a","type":"fill","paint":{"fill-opacity":1.5}}]""", "/0/paint/fill-opacity")]
    [InlineData("""[{"id":"a","type":"fill","paint":{"fill-color":"rot"}}]""", "/0/paint/fill-color")]
    [InlineData("""[{"id":"a","type":"fill","paint":{"fill-color":{"stops":[[1,"red"]]}}}]""", "/0/paint/fill-color")]
    [InlineData("""[{"id":"a","type":"fill","paint":{"fill-pattern":"wood"}}]""", "/0/paint/fill-pattern")]
    [InlineData("""[{"id":"a","type":"symbol","layout":{"icon-image":"pin"}}]""", "/0/layout/icon-image")]
    [InlineData("""[{"id":"a","type":"symbol","layout":{"text-field":["image","pin"]}}]""", "/0/layout/text-field")]
    [InlineData("""[{"id":"a","type":"symbol","layout":{"text-field":["concat",["image","pin"],"x"]}}]""", "/0/layout/text-field/1/0")]
    [InlineData("""[{"id":"a","type":"symbol","layout":{"text-field":"see http://example.org"}}]""", "/0/layout/text-field")]
    [InlineData("""[{"id":"a","type":"fill","metadata":{"from":"//example.org/x"}}]""", "/0/metadata/from")]
    [InlineData("""[{"id":"a","type":"fill","metadata":{"gis:dark":{"paint":{"fill-color":7}}}}]""", "/0/metadata/gis:dark/paint/fill-color")]
    [InlineData("""[{"id":"a","type":"line","layout":{"line-cap":"flat"}}]""", "/0/layout/line-cap")]
    [InlineData("""[{"id":"a","type":"line","paint":{"line-translate":[1]}}]""", "/0/paint/line-translate")]
    [InlineData("""[{"id":"a","type":"fill","filter":["~",1]}]""", "/0/filter/0")]
    [InlineData("""[{"id":"a","type":"fill","filter":"x"}]""", "/0/filter")]
    [InlineData("""[{"id":"a","type":"fill","paint":{"fill-opacity":["match",["get","c"],"a",1]}}]""", "/0/paint/fill-opacity")]
    [InlineData("""[{"id":"a","type":"fill","paint":{"fill-opacity":["step",["get","c"],0,5,1,4,0.5]}}]""", "/0/paint/fill-opacity/5")]
    [InlineData("""[{"id":"a","type":"fill","paint":{"fill-opacity":["interpolate",["spiral"],["zoom"],5,1]}}]""", "/0/paint/fill-opacity/1")]
    [InlineData("""[{"id":"a","type":"fill","paint":{"fill-opacity":["+",{"x":1}]}}]""", "/0/paint/fill-opacity/1")]
    [InlineData("""[{"id":"a","type":"fill","filter":["zoom"]}]""", "/0/filter")]
    [InlineData("""[{"id":"a","type":"fill","filter":["case",["has","n"],["get","b"],5]}]""", "/0/filter/3")]
    [InlineData("""[{"id":"a","type":"fill","paint":{"fill-color":["zoom"]}}]""", "/0/paint/fill-color")]
    [InlineData("""[{"id":"a","type":"fill","paint":{"fill-color":["match",["get","c"],"a","red",7]}}]""", "/0/paint/fill-color/4")]
    [InlineData("""[{"id":"a","type":"fill","paint":{"fill-color":["step",["get","n"],"red",1,"rot"]}}]""", "/0/paint/fill-color/4")]
    [InlineData("""[{"id":"a","type":"fill","paint":{"fill-opacity":["interpolate",["linear"],["zoom"],5,0.5,9,["to-string",1]]}}]""", "/0/paint/fill-opacity/6")]
    [InlineData("""[{"id":"a","type":"fill","paint":{"fill-opacity":["coalesce",["get","o"],"half"]}}]""", "/0/paint/fill-opacity/2")]
    [InlineData("""[{"id":"a","type":"line","layout":{"line-cap":["case",["has","n"],"round",true]}}]""", "/0/layout/line-cap/3")]
    public void What_a_layer_may_not_say_is_refused_with_its_place(string style, string at) => Assert.Equal(at, FaultOf(style));

    [Fact]
    public void Pictures_are_drawn_as_raster_alone()
    {
        var picture = Info("relief", "raster");

        Assert.Null(FaultOf("""[{"id":"a","type":"raster","source":"relief","paint":{"raster-opacity":0.5,"raster-hue-rotate":90}}]""", picture));
        Assert.Equal("/0/type", FaultOf("""[{"id":"a","type":"fill"}]""", picture));
        Assert.Equal("/0/source-layer", FaultOf("""[{"id":"a","type":"raster","source-layer":"relief"}]""", picture));
    }

    [Fact]
    public void Style_of_too_many_values_is_refused() =>
        Assert.NotNull(FaultOf("""[{"id":"a","type":"fill","metadata":{"n":[1]}}]""".Replace("[1]", $"[{string.Join(',', Enumerable.Repeat("1", 10_001))}]", StringComparison.Ordinal)));

    [Fact]
    public void Style_made_for_a_kind_of_geometry_is_sound()
    {
        foreach (var kind in (string[])["point", "line", "polygon", "raster"])
        {
            var layer = Info("parcels", kind);
            Assert.Null(FaultOf(JsonSerializer.Serialize(MadeStyle.Of(layer).Drawing), layer));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Style_made_by_chance_is_taken_or_refused_and_never_fails(int seed)
    {
        var chance = new Random(seed);
        var taken = 0;
        for (var i = 0; i < Cases; i++)
        {
            var style = SpoiltText.Changed(chance, Sound, Words);
            try
            {
                using var _ = JsonDocument.Parse(style);
            }
            catch (JsonException)
            {
                continue;
            }

            taken += FaultOf(style) is null ? 1 : 0;
        }

        Assert.InRange(taken, 1, Cases);
    }
}
