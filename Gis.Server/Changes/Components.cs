namespace Gis.Server.Changes;

/// <summary>Pixels that hang together by their edges, numbered from 1 in the order of their first pixel.</summary>
/// <param name="Labels">Number of each pixel's component; 0 where the mask is not set.</param>
/// <param name="Sizes">Pixels of each component; the first, 0, is not one.</param>
internal sealed record Components(int[] Labels, int[] Sizes)
{
    public int Count => Sizes.Length - 1;

    /// <summary>Components of the pixels that are as <paramref name="set"/>; two passes with union-find.</summary>
    public static Components Of(bool[] mask, int width, bool set)
    {
        var labels = new int[mask.Length];
        var parents = new List<int> { 0 };
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i] != set)
            {
                continue;
            }

            var left = i % width > 0 ? labels[i - 1] : 0;
            var above = i >= width ? labels[i - width] : 0;
            if (left == 0 && above == 0)
            {
                labels[i] = parents.Count;
                parents.Add(parents.Count);
            }
            else if (left != 0 && above != 0 && left != above)
            {
                labels[i] = Join(parents, left, above);
            }
            else
            {
                labels[i] = Math.Max(left, above);
            }
        }

        return Number(labels, parents);
    }

    private static Components Number(int[] labels, List<int> parents)
    {
        var numbers = new int[parents.Count];
        var sizes = new List<int> { 0 };
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == 0)
            {
                continue;
            }

            var root = Root(parents, labels[i]);
            if (numbers[root] == 0)
            {
                numbers[root] = sizes.Count;
                sizes.Add(0);
            }

            labels[i] = numbers[root];
            sizes[numbers[root]]++;
        }

        return new Components(labels, [.. sizes]);
    }

    private static int Join(List<int> parents, int a, int b)
    {
        var (first, second) = (Root(parents, a), Root(parents, b));
        var (low, high) = (Math.Min(first, second), Math.Max(first, second));
        parents[high] = low;
        return low;
    }

    private static int Root(List<int> parents, int label)
    {
        while (parents[label] != label)
        {
            parents[label] = parents[parents[label]];
            label = parents[label];
        }

        return label;
    }
}
