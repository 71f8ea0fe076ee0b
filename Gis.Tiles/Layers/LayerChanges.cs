using NetTopologySuite.Geometries;

namespace Gis.Tiles.Layers;

/// <summary>
/// The latest changes of a layer's edition. From them follows, alike in every process and after every start, by which change a tile came to be as it is.
/// At most two blocks are held; what a tile owes to older changes counts as the last of those, so that in each thousand changes all tiles are made anew once.
/// </summary>
internal sealed class LayerChanges
{
    private const int Block = 1_000;
    private const int Edges = 4;

    /// <summary>Newest first, all above <see cref="_floor"/>.</summary>
    private readonly LayerChange[] _changes;
    private readonly int _floor;

    private LayerChanges(LayerChange[] changes, int last) => (_changes, _floor, Last) = (changes, FloorOf(last), last);

    public static LayerChanges None { get; } = new([], 0);

    /// <summary>The number of the newest.</summary>
    public int Last { get; }

    /// <summary>Changes up to this one are not told apart once there are so many.</summary>
    public static int FloorOf(int count) => Math.Max(0, ((count / Block) - 1) * Block);

    /// <param name="newer">Newest first, all that came since.</param>
    public LayerChanges With(IReadOnlyList<LayerChange> newer, int last) =>
        new([.. newer.Concat(_changes).Where(change => change.Number > FloorOf(last))], last);

    /// <summary>The number of the newest change that shows within a box (EPSG:3857) at a zoom; 0 where there is none.</summary>
    public int StampOf(Envelope box, int zoom)
    {
        foreach (var change in _changes)
        {
            if (change.Rank <= zoom && Meets(change.Boxes, box))
            {
                return change.Number;
            }
        }

        return _floor;
    }

    private static bool Meets(double[] boxes, Envelope box)
    {
        for (var at = 0; at + Edges <= boxes.Length; at += Edges)
        {
            if (boxes[at] <= box.MaxX && boxes[at + 2] >= box.MinX && boxes[at + 1] <= box.MaxY && boxes[at + 3] >= box.MinY)
            {
                return true;
            }
        }

        return false;
    }
}
