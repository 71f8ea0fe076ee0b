using System.Text.Json;
using Gis.Demo.Review;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Demo;

public sealed class ReviewWork_Tests(ReviewSystem system) : IClassFixture<ReviewSystem>
{
    [Fact]
    public async Task Interrupted_work_goes_on_until_each_patch_stands_where_it_should_and_is_done_once()
    {
        await system.IssueAsync();
        using (var stop = new CancellationTokenSource())
        {
            var first = Command().RunAsync(system.Land, stop.Token);
            await Eventually.TrueAsync(async () => await CountAsync("SELECT count(*) FROM patch_event WHERE kind = 'judged'") > 5, "some have been judged");
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        }

        Assert.False(File.Exists(system.Demo.ReviewedFile));
        await Command().RunAsync(system.Land, CancellationToken.None);

        using var said = JsonDocument.Parse(await File.ReadAllTextAsync(system.Demo.ReviewedFile));
        Assert.Equal("[]", said.RootElement.GetProperty("stayed").GetRawText());
        foreach (var work in ReviewPlan.Of(system.Truth))
        {
            Assert.Equal($"{StateOf(work)} {VerdictOf(work)}", await system.Store.ScalarAsync<string>($"SELECT state || ' ' || coalesce(verdict, '-') FROM patch_standing WHERE number = '{work.Number}'"));
        }

        Assert.Equal(0, await CountAsync("SELECT count(*) FROM patch_standing WHERE origin <> 'demo'"));
        Assert.Equal(4 * ReviewPlan.Of(system.Truth).Count(work => work.Detour == Detour.Field), await CountAsync("SELECT count(*) FROM patch_photo"));
        var happened = await CountAsync("SELECT count(*) FROM patch_event WHERE account_id IS NOT NULL");
        await Command().RunAsync(system.Land, CancellationToken.None);
        File.Delete(system.Demo.ReviewedFile);
        await Command().RunAsync(system.Land, CancellationToken.None);
        Assert.Equal(happened, await CountAsync("SELECT count(*) FROM patch_event WHERE account_id IS NOT NULL"));
    }

    private ReviewCommand Command() => new(system.Demo, system.Address);

    private Task<long> CountAsync(string sql) => system.Store.ScalarAsync<long>(sql);

    private static string StateOf(PlannedWork work) => work.Course switch
    {
        Course.Assigned or Course.InField => "assigned",
        Course.Verified => "verified",
        Course.Judged or Course.Agreed or Course.Differs => "judged",
        Course.Submitted => "submitted",
        Course.Returned => "returned",
        Course.Reviewed or Course.Settled => "reviewed",
        Course.Confirmed => work.Truth.IsLawful ? "closed" : "case",
        Course.Rectifying or Course.Overdue or Course.Refused => "rectifying",
        Course.Rectified => "rectified",
        _ => "accepted",
    };

    private static string VerdictOf(PlannedWork work) => work.Course <= Course.Verified ? "-" : work.Truth.Verdict;
}
