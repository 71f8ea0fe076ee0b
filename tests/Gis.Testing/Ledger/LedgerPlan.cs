namespace Gis.Testing.Ledger;

/// <summary>How many devices of each kind: JSON with seq, JSON by its interval alone, HJ 212 loggers.</summary>
public sealed record LedgerSize(int Numbered, int Paced, int Loggers);

/// <summary>One message of a device, in the order in which it was made.</summary>
/// <param name="Run">Which life of the device's counter, from 1.</param>
public sealed record LedgerMessage(int Run, long Number, DateTimeOffset At);

/// <summary>A device that speaks JSON: what it made, what of it never went out, and in which order the rest does, some of it twice.</summary>
public sealed record LedgerDevice(
    string Code, bool IsNumbered, int StepS, IReadOnlyList<LedgerMessage> Made, IReadOnlySet<int> Lost, IReadOnlyList<int> Sent);

/// <summary>An HJ 212 logger: the hours it has, and those it fails to send of its own accord.</summary>
public sealed record LedgerLogger(string Mn, IReadOnlyList<DateTimeOffset> Hours, IReadOnlySet<int> Lost);

/// <summary>What a field of devices will do, from a seed: what is lost, late, doubled and out of order.</summary>
public sealed record LedgerPlan(int Seed, IReadOnlyList<LedgerDevice> Json, IReadOnlyList<LedgerLogger> Loggers)
{
    private const int Messages = 120;
    private const int HoursKept = 60;
    private const double LostShare = 0.06;
    private const double DoubledShare = 0.05;
    private const double LateShare = 0.04;
    private const int FarthestSwap = 4;

    public int Injected => Json.Sum(device => device.Lost.Count) + Loggers.Sum(logger => logger.Lost.Count);

    public static LedgerPlan Make(LedgerSize size, int seed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(size);
        var random = new Random(seed);
        return new LedgerPlan(
            seed,
            [.. Enumerable.Range(0, size.Numbered + size.Paced).Select(i => MakeDevice($"l{i}", i < size.Numbered, random, now))],
            [.. Enumerable.Range(0, size.Loggers).Select(i => MakeLogger(i, random, now))]);
    }

    private static LedgerDevice MakeDevice(string code, bool isNumbered, Random random, DateTimeOffset now)
    {
        var step = random.Next(30, 400);
        var drift = 1 + ((random.NextDouble() - 0.5) * 0.01);
        var restart = random.Next(3) == 0 ? random.Next(20, Messages - 20) : int.MaxValue;
        var from = now.AddHours(-1).AddSeconds(-Messages * step * drift);
        var first = random.NextInt64(0, 1_000);
        var made = Enumerable.Range(0, Messages).Select(i => new LedgerMessage(
            i < restart ? 1 : 2,
            i < restart ? first + i : i - restart,
            // As exact as a message tells it.
            DateTimeOffset.FromUnixTimeMilliseconds(from.AddSeconds((i * step * drift) + (random.NextDouble() * 0.2 * step)).ToUnixTimeMilliseconds()))).ToList();
        // The first and the last of a life are never lost: nobody could know of them.
        var lost = Enumerable.Range(1, Messages - 2)
            .Where(i => random.NextDouble() < LostShare && i != restart && i != restart - 1).ToHashSet();
        return new LedgerDevice(code, isNumbered, step, made, lost, Order([.. Enumerable.Range(0, Messages).Where(i => !lost.Contains(i))], random));
    }

    /// <summary>Neighbours change places, some come twice, some at the very end.</summary>
    private static List<int> Order(List<int> sent, Random random)
    {
        for (var i = 0; i + FarthestSwap < sent.Count; i++)
        {
            if (random.Next(8) == 0)
            {
                var j = i + random.Next(1, FarthestSwap + 1);
                (sent[i], sent[j]) = (sent[j], sent[i]);
            }
        }

        var late = sent.Where(_ => random.NextDouble() < LateShare).ToHashSet();
        return
        [
            .. sent.Where(i => !late.Contains(i)).SelectMany(i => random.NextDouble() < DoubledShare ? [i, i] : (int[])[i]),
            .. late.OrderBy(_ => random.Next()),
        ];
    }

    private static LedgerLogger MakeLogger(int number, Random random, DateTimeOffset now)
    {
        var last = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero).AddHours(-1);
        var hours = Enumerable.Range(0, HoursKept).Select(h => last.AddHours(h + 1 - HoursKept)).ToList();
        var lost = new HashSet<int>();
        for (var h = 1; h < HoursKept - 1; h++)
        {
            if (random.Next(12) == 0)
            {
                lost.UnionWith(Enumerable.Range(h, Math.Min(random.Next(1, 5), HoursKept - 1 - h)));
            }
        }

        return new LedgerLogger($"1301ED{number:D18}", hours, lost);
    }
}
