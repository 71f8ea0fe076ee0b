using Gis.Server.Changes.Algebra;

namespace Gis.Server.Changes;

/// <summary>Combinations of the bands of each date (columns), in pairs that correlate most and with no other pair.</summary>
/// <param name="Variances">Variance of the difference of each pair.</param>
/// <param name="Ridge">What had to be added to a singular covariance, as a share of its mean variance.</param>
internal sealed record CanonicalPairs(double[,] Before, double[,] After, double[] Correlations, double[] Variances, double Ridge)
{
    /// <summary>Canonical correlation by Cholesky factors and the eigenproblem of K·Kᵀ, K the covariance between the dates in whitened bands.</summary>
    /// <param name="covariance">Of the p bands of the earlier date followed by those of the later.</param>
    public static CanonicalPairs Of(double[,] covariance, int p)
    {
        var first = Cholesky.Of(Matrix.Part(covariance, 0, 0, p));
        var second = Cholesky.Of(Matrix.Part(covariance, p, p, p));
        var between = Matrix.Part(covariance, 0, p, p);
        var k = Matrix.Transposed(second.SolveLower(Matrix.Transposed(first.SolveLower(between))));
        var u = SymmetricEigen.Of(Matrix.Times(k, Matrix.Transposed(k))).Vectors;
        var partner = Matrix.Times(Matrix.Transposed(k), u);
        var correlations = new double[p];
        var variances = new double[p];
        for (var i = 0; i < p; i++)
        {
            double squares = 0;
            for (var row = 0; row < p; row++)
            {
                squares += partner[row, i] * partner[row, i];
            }

            // Kᵀu is as long as the correlation; scaled to 1 it is the partner. Without any correlation there is none.
            var length = Math.Sqrt(squares);
            correlations[i] = Math.Min(length, 1);
            variances[i] = length > 0 ? 2 * (1 - correlations[i]) : 1;
            for (var row = 0; row < p && length > 0; row++)
            {
                partner[row, i] /= length;
            }
        }

        return new CanonicalPairs(first.SolveUpper(u), second.SolveUpper(partner), correlations, variances, Math.Max(first.Ridge, second.Ridge));
    }
}
