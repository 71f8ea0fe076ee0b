using System.Runtime.InteropServices;

namespace Gis.Tiles.VectorTiles.Mvt;

/// <summary>Steps that meet at their ends alone, found by where they begin and end; each is walked once, along the area to its right.</summary>
internal sealed class StepTable
{
    private readonly List<Step> _out = [];
    private readonly List<Step> _in = [];
    private readonly List<bool> _isTaken = [];
    private int _first;

    public Step this[int step] => _out[step];

    public void Clear() => _out.Clear();

    public void Add(Step step) => _out.Add(step);

    /// <summary>Lets go of room that one large geometry took.</summary>
    public void Trim(int keptSteps)
    {
        foreach (var list in (List<Step>[])[_out, _in])
        {
            list.Clear();
            list.Capacity = Math.Min(list.Capacity, keptSteps);
        }
    }

    /// <summary>What is gone there and back encloses nothing. False where a way is gone twice in one direction.</summary>
    public bool TryCancel()
    {
        var steps = CollectionsMarshal.AsSpan(_out);
        steps.Sort(static (one, other) => one.Both.CompareTo(other.Both));
        var kept = 0;
        for (var at = 0; at < steps.Length;)
        {
            var step = steps[at];
            var there = 0;
            for (; at < steps.Length && steps[at].Both == step.Both; at++)
            {
                there += steps[at] == step ? 1 : -1;
            }

            if (Math.Abs(there) > 1)
            {
                return false;
            }

            if (there != 0)
            {
                steps[kept++] = there > 0 ? step : new Step(step.To, step.From);
            }
        }

        _out.RemoveRange(kept, _out.Count - kept);
        return true;
    }

    public void BeginWalks()
    {
        _in.Clear();
        _in.AddRange(_out);
        CollectionsMarshal.AsSpan(_in).Sort(static (one, other) => one.To.Key.CompareTo(other.To.Key));
        CollectionsMarshal.AsSpan(_out).Sort(static (one, other) => one.From.Key.CompareTo(other.From.Key));
        _isTaken.Clear();
        CollectionsMarshal.SetCount(_isTaken, _out.Count);
        CollectionsMarshal.AsSpan(_isTaken).Clear();
        _first = 0;
    }

    /// <summary>One that no walk went yet.</summary>
    public bool TryTakeFirst(out int step)
    {
        while (_first < _out.Count && _isTaken[_first])
        {
            _first++;
        }

        step = _first;
        return _first < _out.Count && TryTake(_first);
    }

    public bool TryTake(int step)
    {
        var isFree = !_isTaken[step];
        _isTaken[step] = true;
        return isFree;
    }

    /// <summary>More than one step leads out of the point.</summary>
    public bool IsFork(GridPoint point)
    {
        var start = OutOf(point);
        return start + 1 < _out.Count && _out[start + 1].From == point;
    }

    /// <summary>The step that goes on along the same area; negative where the sides do not fit there, so that the way crosses itself.</summary>
    public int Next(int step)
    {
        var (from, at) = _out[step];
        var next = OutOf(at);
        for (var other = next + 1; other < _out.Count && _out[other].From == at; other++)
        {
            if (ComesFirst(at, from, _out[other].To, _out[next].To))
            {
                next = other;
            }
        }

        for (var other = Into(at); other < _in.Count && _in[other].To == at; other++)
        {
            if (_in[other].From != from && ComesFirst(at, from, _in[other].From, _out[next].To))
            {
                return -1;
            }
        }

        return next;
    }

    /// <summary>Turning counter-clockwise on the screen from the ray to <paramref name="start"/>, the one to <paramref name="one"/> comes before that to <paramref name="other"/>.</summary>
    private static bool ComesFirst(GridPoint centre, GridPoint start, GridPoint one, GridPoint other)
    {
        var (side, otherSide) = (Math.Sign(GridPoint.Cross(centre, start, one)), Math.Sign(GridPoint.Cross(centre, start, other)));
        return side != otherSide ? side < otherSide : GridPoint.Cross(centre, one, other) < 0;
    }

    private int OutOf(GridPoint point)
    {
        var (low, high) = (0, _out.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _out[middle].From.Key < point.Key ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int Into(GridPoint point)
    {
        var (low, high) = (0, _in.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _in[middle].To.Key < point.Key ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
