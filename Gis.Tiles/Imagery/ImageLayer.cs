using System.Collections.Immutable;
using Gis.Tiles.Layers;
using Gis.Tiles.Matrices;

namespace Gis.Tiles.Imagery;

/// <summary>A layer of pictures: its catalogue entry and the pictures that it shows, the newest first, one without a time last.</summary>
internal sealed record ImageLayer(LayerInfo Info, ImmutableArray<Picture> Pictures)
{
    /// <summary>Times of the pictures that have one, the newest first.</summary>
    public IEnumerable<string> Times => Pictures.Select(picture => picture.Time).OfType<string>();

    /// <summary>The picture of this time, without one the newest; null where there is none.</summary>
    public Picture? At(DateTimeOffset? time) => time is null ? Pictures[0] : Pictures.FirstOrDefault(picture => picture.At == time);

    public ZoomRange Zooms(TileMatrixSet set) => Pictures.Select(picture => picture.Zooms(set)).Aggregate((all, one) => all.With(one));
}
