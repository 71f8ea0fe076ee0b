namespace Gis.Server.Changes.Algebra;

/// <summary>The lower triangle L with L·Lᵀ = A of a small covariance. One that is singular (a band doubled, a band constant) is made regular by a growing ridge.</summary>
internal sealed class Cholesky
{
    private const double FirstRidge = 1e-10;

    private readonly double[,] _lower;

    private Cholesky(double[,] lower, double ridge) => (_lower, Ridge) = (lower, ridge);

    /// <summary>What was added to the diagonal, as a share of its mean; 0 where nothing had to be.</summary>
    public double Ridge { get; }

    public static Cholesky Of(double[,] covariance)
    {
        var n = covariance.GetLength(0);
        var mean = Enumerable.Range(0, n).Average(i => covariance[i, i]);
        if (!(mean > 0))
        {
            throw new ArgumentException("A covariance needs a positive trace.", nameof(covariance));
        }

        for (double ridge = 0; ridge < 1; ridge = ridge == 0 ? FirstRidge : ridge * 10)
        {
            if (Lower(covariance, ridge * mean, 1e-12 * mean) is { } lower)
            {
                return new Cholesky(lower, ridge);
            }
        }

        throw new ArgumentException("The matrix is no covariance.", nameof(covariance));
    }

    /// <summary>L⁻¹·B.</summary>
    public double[,] SolveLower(double[,] b)
    {
        var x = (double[,])b.Clone();
        for (var j = 0; j < x.GetLength(1); j++)
        {
            for (var i = 0; i < x.GetLength(0); i++)
            {
                for (var k = 0; k < i; k++)
                {
                    x[i, j] -= _lower[i, k] * x[k, j];
                }

                x[i, j] /= _lower[i, i];
            }
        }

        return x;
    }

    /// <summary>L⁻ᵀ·B.</summary>
    public double[,] SolveUpper(double[,] b)
    {
        var x = (double[,])b.Clone();
        for (var j = 0; j < x.GetLength(1); j++)
        {
            for (var i = x.GetLength(0) - 1; i >= 0; i--)
            {
                for (var k = i + 1; k < x.GetLength(0); k++)
                {
                    x[i, j] -= _lower[k, i] * x[k, j];
                }

                x[i, j] /= _lower[i, i];
            }
        }

        return x;
    }

    private static double[,]? Lower(double[,] a, double ridge, double least)
    {
        var n = a.GetLength(0);
        var lower = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j] + (i == j ? ridge : 0);
                for (var k = 0; k < j; k++)
                {
                    sum -= lower[i, k] * lower[j, k];
                }

                if (i == j && !(sum > least))
                {
                    return null;
                }

                lower[i, j] = i == j ? Math.Sqrt(sum) : sum / lower[j, j];
            }
        }

        return lower;
    }
}
