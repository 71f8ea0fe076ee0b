using System.Collections.Immutable;
using Gis.Tiles.Access;
using Gis.Tiles.Imagery;
using Gis.Tiles.Layers;
using Gis.Tiles.SensorThings;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>What tests of single statements need: the rights of somebody who sees the whole province.</summary>
internal static class StaWorld
{
    public static StaScope SeesAll { get; } = StaScope.Of(
        new Catalog(
            FeatureSource.Live.ToImmutableSortedDictionary(live => live.Key, live => new Layer(Info(live.Key), live.Value)),
            ImmutableSortedDictionary<string, ImageLayer>.Empty,
            new AreaTree(["130000"], "")),
        new Viewer("", [new Grant("officer", "130000", [])]));

    private static LayerInfo Info(string id) => new()
    {
        Id = id,
        TitleZh = id,
        TitleEn = id,
        IsLive = true,
        GeometryKind = "point",
        Licence = "",
        Credit = "",
        Source = "",
        Owner = "",
        Approximate = false,
        Published = false,
        MinZoom = 0,
        MaxZoom = 14,
        Edition = 0,
        ChangedAt = default,
        FeatureCount = null,
        Extent = null,
        Generalised = false,
        Changes = 0,
        EditedAt = null,
        Writers = [],
    };
}
