namespace Gis.Server.Changes.Algebra;

/// <summary>The tail of chi-square, looked up: a million pixels ask for it in each round.</summary>
internal sealed class ChiSquareTable
{
    private const int StepsPerUnit = 64;
    private const double Farthest = 200;

    private readonly double[] _tail;

    public ChiSquareTable(int degrees) =>
        _tail = [.. Enumerable.Range(0, (int)(Farthest * StepsPerUnit) + 2).Select(step => Gammas.ChiSquareTail((double)step / StepsPerUnit, degrees))];

    public double Above(double x)
    {
        if (!(x < Farthest))
        {
            return 0;
        }

        var at = x * StepsPerUnit;
        var step = (int)at;
        return _tail[step] + ((at - step) * (_tail[step + 1] - _tail[step]));
    }
}
