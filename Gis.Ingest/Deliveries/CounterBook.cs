namespace Gis.Ingest.Deliveries;

/// <summary>
/// What is known of one device's numbers, and what a batch adds to it. A number that falls back while the time of the data goes on is a restart;
/// one that falls back with the time is late, or comes again. So a restart invents no gap, and neither does what arrives out of order.
/// </summary>
/// <param name="known">The newest runs, oldest first.</param>
internal sealed class CounterBook(IReadOnlyList<CounterRun> known)
{
    /// <summary>A leap this far is no loss: the device counts by something else.</summary>
    public const long MostLeap = 10_000;

    /// <summary>The last words of a life, which come after the next has begun.</summary>
    private const int JustBeyond = 8;

    private readonly List<CounterRun> _runs = [.. known];
    private readonly HashSet<int> _changed = [];
    private readonly List<CounterHole> _holes = [];
    private readonly List<(int Run, long Number)> _filled = [];

    public IEnumerable<CounterRun> Changed => _runs.Where(run => _changed.Contains(run.Run));

    /// <summary>Holes that opened in this batch and were not filled in it.</summary>
    public IEnumerable<CounterHole> Holes => _holes.Where(hole => hole.Missing.Count > 0);

    /// <summary>Numbers within what was passed already, which may fill holes of batches before.</summary>
    public IReadOnlyList<(int Run, long Number)> Filled => _filled;

    public void Take(NumberSeen seen)
    {
        var run = Find(seen);
        if (run < 0)
        {
            var last = _runs.Count == 0 ? 0 : _runs[^1].Run;
            _runs.Add(new CounterRun(last + 1, seen.Number, seen.Number, seen.At, seen.At));
            _changed.Add(last + 1);
            return;
        }

        Extend(run, seen);
    }

    /// <summary>The place of the run to which a number belongs; -1 for a new one.</summary>
    private int Find(NumberSeen seen)
    {
        var newest = _runs.Count - 1;
        if (newest < 0)
        {
            return -1;
        }

        var run = _runs[newest];
        if (newest > 0 && seen.At < run.BeganAt && IsOf(_runs[newest - 1], run, seen))
        {
            return newest - 1;
        }

        var isRestart = seen.Number <= run.Top ? seen.At > run.NewestAt : seen.Number - run.Top > MostLeap;
        return isRestart ? -1 : newest;
    }

    /// <summary>
    /// Data from before the present life began is left over from the life before, or it is old data under new numbers. What that life misses is its
    /// own; what it has can only come again; beyond its ends the nearer counter is the likelier.
    /// </summary>
    private bool IsOf(CounterRun before, CounterRun run, NumberSeen seen)
    {
        var number = seen.Number;
        if (number >= before.Low && number <= before.Top)
        {
            return seen.IsRepeat || IsMissing(before, number);
        }

        var beyond = number - before.Top;
        return beyond is > 0 and <= JustBeyond
            || Math.Max(beyond, before.Low - number) < Math.Max(number - run.Top - 1, run.Low - number);
    }

    private bool IsMissing(CounterRun run, long number) =>
        run.Missing.Any(range => range.First <= number && number <= range.Last)
        || _holes.Exists(hole => hole.Run == run.Run && hole.Missing.Any(range => range.First <= number && number <= range.Last));

    private void Extend(int index, NumberSeen seen)
    {
        var run = _runs[index];
        var number = seen.Number;
        if (number > run.Top + 1)
        {
            _holes.Add(new CounterHole(run.Run, run.Top + 1, number - 1, run.NewestAt, seen.At));
        }
        else if (number < run.Low - 1)
        {
            if (run.Low - number > MostLeap)
            {
                return;
            }

            _holes.Add(new CounterHole(run.Run, number + 1, run.Low - 1, seen.At, run.BeganAt));
        }
        else if (number >= run.Low && number <= run.Top)
        {
            _filled.Add((run.Run, number));
            _holes.Find(hole => hole.Run == run.Run && hole.First <= number && number <= hole.Last)?.Fill(number);
            return;
        }

        _runs[index] = run with
        {
            Low = Math.Min(run.Low, number),
            Top = Math.Max(run.Top, number),
            BeganAt = seen.At < run.BeganAt && number < run.Low ? seen.At : run.BeganAt,
            NewestAt = seen.At > run.NewestAt ? seen.At : run.NewestAt,
        };
        _changed.Add(run.Run);
    }
}
