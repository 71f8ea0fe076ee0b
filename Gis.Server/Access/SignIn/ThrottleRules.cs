namespace Gis.Server.Access.SignIn;

/// <summary>How long somebody who failed must wait. A few slips are free, then each further failure doubles the wait.</summary>
internal static class ThrottleRules
{
    public const int FreePerName = 5;
    public const int FreePerAddress = 20;   // several people may sit behind one address

    /// <summary>Failures older than this are forgotten.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);

    /// <summary>Short enough that nobody can lock a colleague out for long by failing in his name.</summary>
    private static readonly TimeSpan LongestPerName = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestPerAddress = TimeSpan.FromMinutes(15);

    /// <summary>What is left to wait now; zero or less when one may try.</summary>
    public static TimeSpan Wait(Failures byName, Failures byAddress, DateTimeOffset now)
    {
        var name = Left(byName, FreePerName, LongestPerName, now);
        var address = Left(byAddress, FreePerAddress, LongestPerAddress, now);
        return name > address ? name : address;
    }

    private static TimeSpan Left(Failures failures, int free, TimeSpan longest, DateTimeOffset now)
    {
        if (failures.Count < free || failures.LastAt is not { } lastAt)
        {
            return TimeSpan.Zero;
        }

        var doublings = Math.Min(failures.Count - free, 30);
        var wait = FirstWait * Math.Pow(2, doublings);
        return lastAt + (wait < longest ? wait : longest) - now;
    }
}
