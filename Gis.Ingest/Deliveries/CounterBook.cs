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

        var (number, at) = (seen.Number, seen.At);
        var run = _runs[newest];
        if (number == run.Top + 1)
        {
            return newest;
        }

        // Older than the run itself: left over from the life before, or old data under new numbers. The nearer counter is the likelier.
        if (at < run.BeganAt && newest > 0 && Math.Abs(number - _runs[newest - 1].Top) <= number - run.Top)
        {
            return newest - 1;
        }

        if (at < run.BeganAt && newest > 0 && number <= run.Top)
        {
            return newest - 1;
        }

        var isRestart = number <= run.Top ? at > run.NewestAt : number - run.Top > MostLeap;
        return isRestart ? -1 : newest;
    }

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
