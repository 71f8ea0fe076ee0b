namespace Gis.Server.Land;

/// <summary>Rounds the parts of a whole so that they add up to the whole as it is rounded: whoever lost most by rounding down gets the next step.</summary>
internal static class LargestRemainder
{
    /// <param name="parts">At least 0 each; what they are together may differ from the whole by the noise of computing, not more.</param>
    /// <param name="whole">As it is rounded: a multiple of the step.</param>
    /// <param name="step">The unit of the last place.</param>
    public static decimal[] Round(IReadOnlyList<double> parts, decimal whole, decimal step)
    {
        var steps = (long)(whole / step);
        var floors = parts.Select(part => (long)Math.Floor(Math.Max(part, 0) / (double)step)).ToArray();
        var order = Enumerable.Range(0, parts.Count)
            .OrderByDescending(i => (Math.Max(parts[i], 0) / (double)step) - floors[i])
            .ThenByDescending(i => parts[i])
            .ToArray();
        var missing = steps - floors.Sum();
        for (var i = 0; missing > 0 && order.Length > 0; i = (i + 1) % order.Length, missing--)
        {
            floors[order[i]]++;
        }

        // The noise may have carried a part over a step: then who gained least gives it back.
        for (var i = order.Length - 1; missing < 0 && floors.Any(one => one > 0); i = i == 0 ? order.Length - 1 : i - 1)
        {
            if (floors[order[i]] > 0)
            {
                floors[order[i]]--;
                missing++;
            }
        }

        return [.. floors.Select(one => one * step)];
    }
}
