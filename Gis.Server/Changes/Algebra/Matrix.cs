namespace Gis.Server.Changes.Algebra;

/// <summary>What is done with small dense matrices, rows first.</summary>
internal static class Matrix
{
    public static double[,] Identity(int n)
    {
        var a = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            a[i, i] = 1;
        }

        return a;
    }

    public static double[,] Times(double[,] a, double[,] b)
    {
        var (rows, inner, columns) = (a.GetLength(0), a.GetLength(1), b.GetLength(1));
        var product = new double[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var k = 0; k < inner; k++)
            {
                for (var j = 0; j < columns; j++)
                {
                    product[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return product;
    }

    public static double[,] Transposed(double[,] a)
    {
        var t = new double[a.GetLength(1), a.GetLength(0)];
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < a.GetLength(1); j++)
            {
                t[j, i] = a[i, j];
            }
        }

        return t;
    }

    /// <summary>The square part of n rows and columns that begins at this row and column.</summary>
    public static double[,] Part(double[,] a, int row, int column, int n)
    {
        var part = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                part[i, j] = a[row + i, column + j];
            }
        }

        return part;
    }
}
