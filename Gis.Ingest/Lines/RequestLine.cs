using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Lines;

/// <summary>
/// An HTTP request as a line: its messages go the way of all others, and it is answered when the last of them is stored or kept as rejected. One line
/// serves one request.
/// </summary>
internal sealed class RequestLine(FieldInbox inbox, TimeProvider clock) : FieldLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Envelope> _stored = [];
    private int _expected;

    public override string Source => "http";

    /// <summary>
    /// Sends messages in and waits until they are stored; they come back in their order. Null when the store does not take them in time: they wait on,
    /// and sending them again does no harm.
    /// </summary>
    public async Task<IReadOnlyList<Envelope>?> SendAsync(IReadOnlyList<RequestMessage> messages, CancellationToken cancellationToken)
    {
        if (messages.Count == 0)
        {
            return [];
        }

        _expected = messages.Count;
        using var limit = new CancellationTokenSource(Patience, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            foreach (var message in messages)
            {
                await inbox.AddAsync(new FieldMessage(message.Topic, message.Payload, clock.GetUtcNow(), this) { Refused = message.Refused }, end.Token);
            }

            await _done.Task.WaitAsync(end.Token);
            return _stored;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public override ValueTask AcknowledgeAsync(IReadOnlyList<Envelope> stored, CancellationToken cancellationToken)
    {
        // Called by the one pipeline, batch after batch.
        _stored.AddRange(stored);
        if (_stored.Count == _expected)
        {
            _done.TrySetResult();
        }

        return default;
    }

    public override bool TryAnswer(FieldAnswer answer) => true;
}
