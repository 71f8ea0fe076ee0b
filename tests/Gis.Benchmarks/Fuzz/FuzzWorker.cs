using System.Diagnostics;
using System.Globalization;
using Gis.Ingest.Tests.Fuzzing;

namespace Gis.Benchmarks.Fuzz;

/// <summary>Gives a parser cases of its own seed, one after the other, and keeps what came of them. The first worker's cases are those of the tests.</summary>
internal sealed class FuzzWorker(FuzzTarget target, int number)
{
    private const int SeedStep = 1_000_003;
    private const int FailuresKept = 5;
    private const int WarmCases = 1_000;
    private const int Retries = 3;

    /// <summary>From here on a case is tried again, to tell the parser's time from that of the machine.</summary>
    private static readonly TimeSpan Suspicious = TimeSpan.FromMilliseconds(20);

    private readonly int _seed = target.Seed + (number * SeedStep);
    private readonly SpoiltCases _cases = new(target.Samples, target.Seed + (number * SeedStep));
    private long _done;
    private long _caseStarted;
    private volatile byte[] _current = [];

    public Dictionary<string, long> Outcomes { get; } = [];

    public List<string> Failures { get; } = [];

    public TimeSpan Longest { get; private set; }

    public string SlowestCase { get; private set; } = "";

    /// <summary>How long the case at work has taken so far.</summary>
    public TimeSpan CaseTime => Volatile.Read(ref _caseStarted) is > 0 and var since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>The case at work, by which it can be repeated.</summary>
    public string Case => Describe(_current);

    /// <summary>Brings the parser's code and tables in, so that they are not counted as its growth or as the time of a case.</summary>
    public void Warm()
    {
        var cases = new SpoiltCases(target.Samples, ~_seed);
        for (var i = 0; i < WarmCases; i++)
        {
            try
            {
                target.Parse(cases.Next());
            }
            catch (Exception thrown) when (thrown is not OutOfMemoryException)
            {
                // Only the cases that are counted are reported; these are other ones.
                continue;
            }
        }
    }

    public void Run(long count)
    {
        for (var i = 0L; i < count; i++, _done++)
        {
            var bytes = _current = _cases.Next();
            var started = Stopwatch.GetTimestamp();
            Volatile.Write(ref _caseStarted, started);
            Count(Parse(bytes));
            var took = Stopwatch.GetElapsedTime(started);
            if (took > Longest)
            {
                Slow(bytes, took);
            }
        }

        Volatile.Write(ref _caseStarted, 0);
    }

    private string Parse(byte[] bytes)
    {
        try
        {
            return target.Parse(bytes);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            if (Failures.Count < FailuresKept)
            {
                Failures.Add($"threw {thrown.GetType().Name}: {thrown.Message.ReplaceLineEndings(" ")}; {Describe(bytes)}");
            }

            return $"THREW {thrown.GetType().Name}";
        }
    }

    private void Count(string outcome) => Outcomes[outcome] = Outcomes.GetValueOrDefault(outcome) + 1;

    /// <summary>A case is as slow as its quickest of some tries: a pause of the machine is not the parser's.</summary>
    private void Slow(byte[] bytes, TimeSpan took)
    {
        for (var again = 0; again < Retries && took >= Suspicious; again++)
        {
            var started = Stopwatch.GetTimestamp();
            Parse(bytes);
            var second = Stopwatch.GetElapsedTime(started);
            took = second < took ? second : took;
        }

        if (took > Longest)
        {
            (Longest, SlowestCase) = (took, Describe(bytes));
        }
    }

    private string Describe(byte[] bytes) => string.Create(
        CultureInfo.InvariantCulture, $"{target.Name}, seed {_seed}, case {_done}: {Convert.ToHexString(bytes)}");
}
