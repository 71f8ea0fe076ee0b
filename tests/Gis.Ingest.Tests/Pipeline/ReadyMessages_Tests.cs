using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Xunit;

namespace Gis.Ingest.Tests.Pipeline;

public sealed class ReadyMessages_Tests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task What_comes_while_a_batch_is_stored_becomes_one_batch_in_order()
    {
        using var ready = new ReadyMessages(100, 1_000_000);
        var first = Some(3);
        var second = Some(2);
        await ready.AddAsync(first, CancellationToken.None);
        await ready.AddAsync(second, CancellationToken.None);

        Assert.Equal([.. first, .. second], await ready.TakeAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(3, 1_000_000)]
    [InlineData(1_000, 6)]
    public async Task Full_it_lets_the_field_wait_until_something_is_taken(int mostMessages, long mostBytes)
    {
        using var ready = new ReadyMessages(mostMessages, mostBytes);
        await ready.AddAsync(Some(3), CancellationToken.None);

        var waiting = ready.AddAsync(Some(1), CancellationToken.None);

        Assert.False(waiting.IsCompleted);
        Assert.Equal(3, (await ready.TakeAsync(CancellationToken.None)).Count);
        await waiting.WaitAsync(Long);
        Assert.Single(await ready.TakeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Taker_waits_for_the_first_and_is_told_of_the_end()
    {
        using var ready = new ReadyMessages(3, 1_000_000);
        var taking = ready.TakeAsync(CancellationToken.None);

        Assert.False(taking.IsCompleted);
        await ready.AddAsync(Some(1), CancellationToken.None);
        Assert.Single(await taking.WaitAsync(Long));
        ready.Complete();
        Assert.Empty(await ready.TakeAsync(CancellationToken.None).WaitAsync(Long));
    }

    [Fact]
    public async Task Nothing_is_lost_or_moved_when_both_sides_run()
    {
        const int total = 20_000;
        using var ready = new ReadyMessages(50, 1_000_000);
        var sent = Some(total);
        var adding = Task.Run(async () =>
        {
            for (var from = 0; from < total; from += 7)
            {
                await ready.AddAsync(sent[from..Math.Min(total, from + 7)], CancellationToken.None);
            }

            ready.Complete();
        });
        var taken = new List<Envelope>();
        while (await ready.TakeAsync(CancellationToken.None).WaitAsync(Long) is { Count: > 0 } some)
        {
            taken.AddRange(some);
        }

        await adding;
        Assert.Equal(sent, taken);
    }

    private static List<Envelope> Some(int count) => [.. Enumerable.Range(0, count).Select(_ => new Envelope(new FieldMessage("things/a/observations", "{}"u8.ToArray(), DateTimeOffset.UnixEpoch, new DeafLine())))];
}
