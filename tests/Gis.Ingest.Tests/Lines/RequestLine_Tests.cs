using Gis.Ingest.Lines;
using Gis.Ingest.Pipeline;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Lines;

public sealed class RequestLine_Tests : IDisposable
{
    private readonly FieldInbox _inbox = new(mostMessages: 10, mostBytes: 1_000);
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 11, 3, 4, 0, 0, TimeSpan.Zero));

    public void Dispose() => _inbox.Dispose();

    [Fact]
    public async Task Request_is_answered_when_the_last_of_its_messages_is_stored_in_their_order()
    {
        var line = new RequestLine(_inbox, _clock);
        var sending = line.SendAsync([new("a", []), new("b", []), new("c", []) { Refused = new Rejection("bad", "by test") }], CancellationToken.None);

        await line.AcknowledgeAsync([Take(), Take()], CancellationToken.None);
        Assert.False(sending.IsCompleted);
        await line.AcknowledgeAsync([Take()], CancellationToken.None);

        var stored = await sending.WaitAsync(Eventually.Patience);
        Assert.Equal(["a", "b", "c"], stored!.Select(envelope => envelope.Message.Topic));
        Assert.Equal(["http", "bad"], [line.Source, stored![2].Message.Refused!.Code]);
    }

    [Fact]
    public async Task Request_that_nobody_stores_is_told_so_and_its_messages_wait_on()
    {
        var sending = new RequestLine(_inbox, _clock).SendAsync([new("a", [])], CancellationToken.None);

        _clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Null(await sending.WaitAsync(Eventually.Patience));
        Assert.Equal(1, _inbox.Count);
    }

    [Fact]
    public async Task Caller_who_leaves_ends_the_waiting()
    {
        using var gone = new CancellationTokenSource();
        var sending = new RequestLine(_inbox, _clock).SendAsync([new("a", [])], gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task Nothing_to_send_is_answered_at_once() => Assert.Empty((await new RequestLine(_inbox, _clock).SendAsync([], CancellationToken.None))!);

    private Envelope Take()
    {
        Assert.True(_inbox.TryTake(out var message));
        return new Envelope(message);
    }
}
