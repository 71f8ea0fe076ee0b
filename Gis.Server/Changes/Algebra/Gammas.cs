namespace Gis.Server.Changes.Algebra;

/// <summary>The gamma function and what hangs on it: the tail of chi-square.</summary>
internal static class Gammas
{
    private const int MostTerms = 500;

    // Lanczos, g = 7, n = 9 (Press et al., Numerical Recipes; good to 1e-15).
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>ln Γ(x), x &gt; 0.</summary>
    public static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        }

        x--;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x + i);
        }

        var t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    /// <summary>How likely chi-square with so many degrees of freedom is above x.</summary>
    public static double ChiSquareTail(double x, int degrees)
    {
        var (a, z) = (degrees / 2.0, x / 2);
        if (z <= 0)
        {
            return 1;
        }

        if (double.IsPositiveInfinity(z))
        {
            return 0;
        }

        var scale = Math.Exp((a * Math.Log(z)) - z - LogGamma(a));
        return z < a + 1 ? 1 - (scale * Series(a, z)) : scale * Fraction(a, z);
    }

    /// <summary>Where chi-square's tail has this probability.</summary>
    public static double ChiSquareAbove(double probability, int degrees)
    {
        var (low, high) = (0.0, 1000.0);
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = ChiSquareTail(middle, degrees) > probability ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double Series(double a, double z)
    {
        var term = 1 / a;
        var sum = term;
        for (var n = 1; n < MostTerms && term > sum * 1e-16; n++)
        {
            term *= z / (a + n);
            sum += term;
        }

        return sum;
    }

    // Lentz's continued fraction.
    private static double Fraction(double a, double z)
    {
        var b = z + 1 - a;
        var c = 1e300;
        var d = 1 / b;
        var h = d;
        for (var n = 1; n < MostTerms; n++)
        {
            var an = -n * (n - a);
            b += 2;
            d = 1 / ((an * d) + b);
            c = b + (an / c);
            h *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15)
            {
                break;
            }
        }

        return h;
    }
}
