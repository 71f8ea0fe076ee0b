using System.Numerics;
using Gis.Server.Changes.Rasters;

namespace Gis.Server.Changes;

/// <summary>
/// Scores some rows at a time: differences in units of the noise, calmed by those neighbours that differ alike (a bilateral filter, so that edges stay sharp), and
/// of these the root mean square over the bands. About 1 is noise.
/// </summary>
internal sealed class ScoreRows
{
    /// <summary>No data: so far off that no neighbour counts it, and finite in squares.</summary>
    private const float Missing = 1e15f;

    /// <summary>More deviations than these say no more.</summary>
    private const float Farthest = 1e6f;

    /// <summary>Neighbours that differ by this many deviations count half.</summary>
    private const float Alike = 2;

    /// <summary>Weight of a neighbour beside, and of one at the corner: a Gaussian of one pixel.</summary>
    private const float Beside = 0.60653066f;
    private const float Corner = 0.36787944f;

    private static readonly (int Row, int Column, float Weight)[] Neighbours =
    [
        (-1, -1, Corner), (-1, 0, Beside), (-1, 1, Corner), (0, -1, Beside), (0, 1, Beside), (1, -1, Corner), (1, 0, Beside), (1, 1, Corner),
    ];

    private readonly PreparedPair _pair;
    private readonly ScorePlan _plan;
    private readonly int _stride;
    private readonly byte[] _roomBefore;
    private readonly byte[] _roomAfter;
    private readonly float[][] _before = new float[3][];
    private readonly int[] _beforeRow = [-1, -1, -1];
    private readonly float[] _after;
    private readonly float[][] _differences = new float[3][];
    private readonly int[] _differencesRow = [-1, -1, -1];
    private readonly float[] _score;

    public ScoreRows(PreparedPair pair, ScorePlan plan)
    {
        (_pair, _plan) = (pair, plan);
        // A column beside each edge, and whole vectors behind.
        _stride = pair.Width + 2 + Vector<float>.Count;
        (_roomBefore, _roomAfter) = (pair.First.Room(), pair.Second.Room());
        for (var i = 0; i < 3; i++)
        {
            _before[i] = new float[pair.Bands.Count * _stride];
            _differences[i] = new float[plan.Bands.Count * _stride];
        }

        _after = new float[pair.Bands.Count * _stride];
        _score = new float[_stride];
    }

    /// <summary>Numbers from band to band in what <see cref="Differences(int)"/> gives.</summary>
    public int Stride => _stride;

    /// <summary>Scores of one row, NaN where there is no data. Rows are asked for one after the other.</summary>
    public void Score(int row, Span<float> into)
    {
        var (above, here, below) = (Differences(row - 1), Differences(row), Differences(row + 1));
        var bands = _plan.Bands.Count;
        Span<Vector<float>> sums = stackalloc Vector<float>[bands];
        for (var column = 0; column < into.Length; column += Vector<float>.Count)
        {
            var weights = Vector<float>.One;
            for (var band = 0; band < bands; band++)
            {
                sums[band] = At(here, band, column);
            }

            foreach (var (down, across, near) in Neighbours)
            {
                var from = down < 0 ? above : down > 0 ? below : here;
                var squares = Vector<float>.Zero;
                for (var band = 0; band < bands; band++)
                {
                    var apart = At(from, band, column + across) - At(here, band, column);
                    squares += apart * apart;
                }

                var far = squares * (1 / (bands * Alike * Alike));
                var weight = new Vector<float>(near) / (Vector<float>.One + (far * far));
                weights += weight;
                for (var band = 0; band < bands; band++)
                {
                    sums[band] += weight * At(from, band, column + across);
                }
            }

            var magnitude = Vector<float>.Zero;
            for (var band = 0; band < bands; band++)
            {
                var calmed = sums[band] / weights;
                magnitude += calmed * calmed;
            }

            Vector.SquareRoot(magnitude * (1f / bands)).CopyTo(_score, column);
        }

        for (var column = 0; column < into.Length; column++)
        {
            into[column] = here[column + 1] == Missing ? float.NaN : _score[column];
        }
    }

    /// <summary>Differences of one row in units of the noise, with a column more at each edge.</summary>
    public float[] Differences(int row)
    {
        row = Math.Clamp(row, 0, _pair.Height - 1);
        var slot = row % 3;
        if (_differencesRow[slot] == row)
        {
            return _differences[slot];
        }

        var (above, here, below) = (Before(row - 1), Before(row), Before(row + 1));
        _pair.Second.Read(row, _roomAfter, _after.AsSpan(1), _stride);
        var differences = _differences[slot];
        for (var used = 0; used < _plan.Bands.Count; used++)
        {
            Differences(used, above, here, below, differences.AsSpan(used * _stride, _stride));
        }

        _differencesRow[slot] = row;
        return differences;
    }

    private void Differences(int used, float[] above, float[] here, float[] below, Span<float> into)
    {
        var (line, noise, from) = (_plan.Lines[used], _plan.Noise[used], _plan.Bands[used] * _stride);
        var (factor, offset) = (new Vector<float>((float)(1 / line.Gain)), new Vector<float>((float)(-line.Offset / line.Gain)));
        var (floor, slope) = (new Vector<float>((float)noise.Floor), new Vector<float>((float)(noise.Slope / 4)));
        var (missing, farthest) = (new Vector<float>(Missing), new Vector<float>(Farthest));
        for (var column = 1; column <= _pair.Width; column += Vector<float>.Count)
        {
            var at = from + column;
            var value = new Vector<float>(here, at);
            var across = Or(new Vector<float>(here, at + 1), value) - Or(new Vector<float>(here, at - 1), value);
            var down = Or(new Vector<float>(below, at), value) - Or(new Vector<float>(above, at), value);
            var deviation = Vector.SquareRoot(floor + (slope * ((across * across) + (down * down))));
            var difference = ((new Vector<float>(_after, at) * factor) + offset - value) / deviation;
            var bounded = Vector.Max(Vector.Min(difference, farthest), -farthest);
            Vector.ConditionalSelect(Vector.Equals(difference, difference), bounded, missing).CopyTo(into[column..]);
        }

        into[0] = into[1];
        into[_pair.Width + 1] = into[_pair.Width];
    }

    /// <summary>One row of the earlier image, with the outermost value again beyond each edge.</summary>
    private float[] Before(int row)
    {
        row = Math.Clamp(row, 0, _pair.Height - 1);
        var slot = row % 3;
        if (_beforeRow[slot] != row)
        {
            var values = _before[slot];
            _pair.First.Read(row, _roomBefore, values.AsSpan(1), _stride);
            for (var band = 0; band < _pair.Bands.Count; band++)
            {
                values[band * _stride] = values[(band * _stride) + 1];
                values[(band * _stride) + _pair.Width + 1] = values[(band * _stride) + _pair.Width];
            }

            _beforeRow[slot] = row;
        }

        return _before[slot];
    }

    private Vector<float> At(float[] row, int band, int column) => new(row, (band * _stride) + column + 1);

    private static Vector<float> Or(Vector<float> value, Vector<float> instead) => Vector.ConditionalSelect(Vector.Equals(value, value), value, instead);
}
