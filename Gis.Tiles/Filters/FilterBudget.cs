namespace Gis.Tiles.Filters;

/// <summary>How large a filter may be: what goes beyond is refused while it is read, before it costs anything.</summary>
internal sealed class FilterBudget
{
    public const int Characters = 32_000;
    public const int Nodes = 500;
    public const int Depth = 32;
    public const int Vertices = 5_000;

    private int _nodes;
    private int _depth;
    private int _vertices;

    public static void CheckLength(string text)
    {
        if (text.Length > Characters)
        {
            throw new FilterFault("1", "accepted-filter-size");
        }
    }

    public void TakeNode(string place) => Take(ref _nodes, Nodes, place);

    public void TakeVertex(string place) => Take(ref _vertices, Vertices, place);

    /// <summary>Each call is followed by <see cref="Leave"/>, or by the end of the reading.</summary>
    public void Enter(string place) => Take(ref _depth, Depth, place);

    public void Leave() => _depth--;

    /// <summary>Parts of one geometry: no more than it may have vertices.</summary>
    public static void CheckCount(int count, string place)
    {
        if (count > Vertices)
        {
            throw new FilterFault(place, "accepted-filter-size");
        }
    }

    private static void Take(ref int taken, int most, string place)
    {
        if (++taken > most)
        {
            throw new FilterFault(place, "accepted-filter-size");
        }
    }
}
