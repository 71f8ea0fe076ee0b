using System.Collections.Concurrent;
using Gis.Demo.Land.Output;
using Gis.Demo.Seeding;

namespace Gis.Demo.Review;

/// <summary>Lets the demo's people do a piece of work on the change patches, so that whoever opens the system sees each list as it looks in use. Once in a system.</summary>
internal sealed class ReviewCommand(DemoSettings settings, Uri server)
{
    private const string Batch = "2026-10";
    private const string Origin = "demo";
    private const string Province = "officer";
    private const int MostRows = 5_000;

    /// <summary>The state of a patch that came in and was not compared; its outcome would not tell, for where a second verdict is awaited it is kept from others.</summary>
    private const string NotCompared = "issued";

    private static readonly TimeSpan ComparisonPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(300);

    public async Task RunAsync(string folder, CancellationToken cancellationToken)
    {
        if (File.Exists(settings.ReviewedFile))
        {
            Console.WriteLine("The demo's people have done their work here before.");
            return;
        }

        var truth = await PrivateFile.ReadJsonAsync<Facts>(Path.Combine(folder, "truth.json"), cancellationToken) ?? throw new DemoException($"{folder} holds no truth.json.");
        var accounts = (await PrivateFile.ReadJsonAsync<List<DemoAccount>>(settings.AccountsFile, cancellationToken) ?? []).ToDictionary(account => account.Name);
        var plan = ReviewPlan.Of(truth.Patches).ToLookup(work => work.Team.Accounts.All(accounts.ContainsKey));
        foreach (var area in plan[false].Select(work => work.Team.Area).Distinct())
        {
            Console.WriteLine($"Nothing is done in {area}: {settings.AccountsFile} lacks accounts of it; a system that is set up anew has them.");
        }

        var people = new ConcurrentDictionary<string, DeskSession>();
        try
        {
            await Parallel.ForEachAsync(plan[true].SelectMany(work => work.Team.Accounts).Append(Province).Distinct(), AtOnce(cancellationToken), async (name, cancelled) =>
                people[name] = await DeskSession.OpenAsync(server, accounts.GetValueOrDefault(name) ?? throw new DemoException($"{settings.AccountsFile} names no account {name}."), cancelled));
            await WorkAsync([.. plan[true]], people, cancellationToken);
        }
        finally
        {
            foreach (var person in people.Values)
            {
                await person.DisposeAsync();
            }
        }
    }

    private async Task WorkAsync(IReadOnlyList<PlannedWork> plan, ConcurrentDictionary<string, DeskSession> people, CancellationToken cancellationToken)
    {
        if (await ComparedAsync(people[Province], cancellationToken) is not { } patches)
        {
            Console.WriteLine("The comparison of the patches has not ended yet; the work is done at the next './gis up'.");
            return;
        }

        var codes = await people[Province].GetAsync<Codes>("api/patch-codes", cancellationToken);
        var worker = new ReviewWorker(people, codes.Verdicts.ToDictionary(verdict => verdict.Code, verdict => verdict.Checklist), DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).DateTime));
        var stayed = new List<Stayed>();
        await Parallel.ForEachAsync(plan.GroupBy(work => work.Team), AtOnce(cancellationToken), async (county, cancelled) =>
        {
            foreach (var work in county)
            {
                var why = patches.TryGetValue(work.Number, out var id) ? await worker.BringAsync(work, id, cancelled) : "there is no such patch";
                if (why is not null)
                {
                    lock (stayed)
                    {
                        stayed.Add(new Stayed(work.Number, work.Course.ToString(), why));
                    }
                }
            }
        });
        foreach (var one in stayed)
        {
            Console.WriteLine($"{one.Number} did not come to {one.Course}: {one.Why}");
        }

        Console.WriteLine($"{plan.Count - stayed.Count} patches worked on, {patches.Count - plan.Count} left open.");
        await PrivateFile.WriteJsonAsync(settings.ReviewedFile, new Account(DateTimeOffset.UtcNow, plan.Count - stayed.Count, stayed), cancellationToken);
    }

    /// <summary>Id by number, once all are compared; null where that takes too long.</summary>
    private static async Task<Dictionary<string, long>?> ComparedAsync(DeskSession officer, CancellationToken cancellationToken)
    {
        var batches = (await officer.GetAsync<Page<BatchRow>>("api/patch-batches", cancellationToken)).Items.Where(batch => batch is { Code: Batch, Origin: Origin });
        var until = DateTimeOffset.UtcNow + ComparisonPatience;
        var known = new Dictionary<string, long>();
        using var timer = new PeriodicTimer(LooksEvery);
        foreach (var batch in batches)
        {
            IReadOnlyList<DemoPatch> rows;
            while ((rows = (await officer.GetAsync<Page<DemoPatch>>($"api/patches?batch={batch.Id}&limit={MostRows}", cancellationToken)).Items).Any(row => row.State == NotCompared))
            {
                if (DateTimeOffset.UtcNow > until || !await timer.WaitForNextTickAsync(cancellationToken))
                {
                    return null;
                }
            }

            foreach (var row in rows)
            {
                known.Add(row.Number, row.Id);
            }
        }

        return known;
    }

    /// <summary>The offices work side by side; mostly each waits for an answer.</summary>
    private static ParallelOptions AtOnce(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = Team.All.Count, CancellationToken = cancellationToken };

    private sealed record Facts(IReadOnlyList<Truth.Patch> Patches);

    private sealed record Page<T>(IReadOnlyList<T> Items);

    private sealed record BatchRow(long Id, string Code, string Origin);

    private sealed record Codes(IReadOnlyList<VerdictCode> Verdicts);

    private sealed record VerdictCode(string Code, IReadOnlyList<string> Checklist);

    private sealed record Stayed(string Number, string Course, string Why);

    private sealed record Account(DateTimeOffset FinishedAt, int Worked, IReadOnlyList<Stayed> Stayed);
}
