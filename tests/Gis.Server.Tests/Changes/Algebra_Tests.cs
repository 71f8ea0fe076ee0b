using Gis.Server.Changes.Algebra;
using Xunit;

namespace Gis.Server.Tests.Changes;

public sealed class Algebra_Tests
{
    [Fact]
    public void Eigenvalues_of_a_matrix_known_by_hand()
    {
        var eigen = SymmetricEigen.Of(new double[,] { { 2, 1, 0 }, { 1, 2, 0 }, { 0, 0, 5 } });

        Assert.Equal([5, 3, 1], eigen.Values.Select(value => Math.Round(value, 12)));
        Assert.Equal(1, Math.Abs(eigen.Vectors[2, 0]), 12);
        Assert.Equal(Math.Sqrt(0.5), Math.Abs(eigen.Vectors[0, 1]), 12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(16)]
    public void Eigenvectors_put_the_matrix_together_again(int n)
    {
        var a = Covariance(n, seed: n);

        var eigen = SymmetricEigen.Of(a);

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = Enumerable.Range(0, n).Sum(k => eigen.Values[k] * eigen.Vectors[i, k] * eigen.Vectors[j, k]);
                Assert.Equal(a[i, j], sum, 9);
            }
        }
    }

    [Fact]
    public void Cholesky_factor_solves_what_it_was_made_of()
    {
        var a = Covariance(6, seed: 1);

        var inverse = Cholesky.Of(a) is var factor ? factor.SolveUpper(factor.SolveLower(Matrix.Identity(6))) : null;

        var product = Matrix.Times(a, inverse!);
        for (var i = 0; i < 6; i++)
        {
            for (var j = 0; j < 6; j++)
            {
                Assert.Equal(i == j ? 1 : 0, product[i, j], 8);
            }
        }

        Assert.Equal(0, factor.Ridge);
    }

    [Fact]
    public void Singular_covariance_gets_a_ridge()
    {
        var factor = Cholesky.Of(new double[,] { { 1, 1 }, { 1, 1 } });

        Assert.InRange(factor.Ridge, 1e-12, 1e-6);
        Assert.All(factor.SolveLower(Matrix.Identity(2)).Cast<double>(), value => Assert.True(double.IsFinite(value)));
    }

    [Theory]
    [InlineData(3.841458820694124, 1, 0.05)]
    [InlineData(12.591587243743977, 6, 0.05)]
    [InlineData(5.348120627447112, 6, 0.5)]
    [InlineData(22.457744484825323, 6, 0.001)]
    [InlineData(0, 4, 1)]
    public void Tail_of_chi_square_is_that_of_the_tables(double x, int degrees, double tail)
    {
        Assert.Equal(tail, Gammas.ChiSquareTail(x, degrees), 10);
        Assert.Equal(tail, new ChiSquareTable(degrees).Above(x), 4);
    }

    [Fact]
    public void Log_gamma_is_that_of_factorials()
    {
        Assert.Equal(Math.Log(3628800), Gammas.LogGamma(11), 11);
        Assert.Equal(Math.Log(Math.Sqrt(Math.PI)), Gammas.LogGamma(0.5), 12);
    }

    private static double[,] Covariance(int n, int seed)
    {
        var random = new Random(seed);
        var a = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                a[i, j] = random.NextDouble() - 0.5;
            }
        }

        return Matrix.Times(a, Matrix.Transposed(a));
    }
}
