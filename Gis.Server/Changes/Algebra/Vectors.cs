using System.Numerics;
using System.Runtime.InteropServices;

namespace Gis.Server.Changes.Algebra;

/// <summary>Sums over long arrays, as many numbers at once as the processor takes.</summary>
internal static class Vectors
{
    public static double Dot(double[] a, double[] b)
    {
        var x = MemoryMarshal.Cast<double, Vector<double>>(a);
        var y = MemoryMarshal.Cast<double, Vector<double>>(b);
        var sums = Vector<double>.Zero;
        for (var i = 0; i < x.Length; i++)
        {
            sums += x[i] * y[i];
        }

        var sum = Vector.Sum(sums);
        for (var i = x.Length * Vector<double>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    public static void Multiply(double[] a, double[] b, double[] into)
    {
        for (var i = 0; i < a.Length; i++)
        {
            into[i] = a[i] * b[i];
        }
    }

    public static void AddScaled(double[] a, double factor, double[] into)
    {
        var x = MemoryMarshal.Cast<double, Vector<double>>(a);
        var y = MemoryMarshal.Cast<double, Vector<double>>(into.AsSpan());
        for (var i = 0; i < x.Length; i++)
        {
            y[i] += factor * x[i];
        }

        for (var i = x.Length * Vector<double>.Count; i < a.Length; i++)
        {
            into[i] += factor * a[i];
        }
    }
}
