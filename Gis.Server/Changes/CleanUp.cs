namespace Gis.Server.Changes;

/// <summary>Takes out of a mask what is too small to be a patch, and fills the gaps in patches that are too small to be left standing.</summary>
internal static class CleanUp
{
    /// <param name="changed">Changed in place.</param>
    /// <param name="held">Pixels with data; a gap without data is not filled.</param>
    public static void Sieve(bool[] changed, Func<int, bool> held, int width, int leastPixels)
    {
        Turn(changed, width, set: true, leastPixels, _ => true);
        Turn(changed, width, set: false, leastPixels, held);
    }

    private static void Turn(bool[] mask, int width, bool set, int leastPixels, Func<int, bool> mayTurn)
    {
        var parts = Components.Of(mask, width, set);
        for (var i = 0; i < mask.Length; i++)
        {
            if (parts.Labels[i] != 0 && parts.Sizes[parts.Labels[i]] < leastPixels && mayTurn(i))
            {
                mask[i] = !set;
            }
        }
    }
}
