using Gis.Ingest.Hj212.Tcp;

namespace Gis.Ingest.Hj212.Commands;

/// <summary>When a command is sent, sent again, and given up (HJ 212-2017: 10 s, three resends).</summary>
internal static class DeliveryRules
{
    /// <param name="command">As it stands.</param>
    /// <param name="isInReach">Its device can be spoken to from here.</param>
    /// <param name="options">How long is waited.</param>
    /// <param name="now">The present.</param>
    /// <returns>Null where there is nothing to do.</returns>
    public static DeliveryStep? Next(WaitingCommand command, bool isInReach, Hj212TcpOptions options, DateTimeOffset now) => command.State switch
    {
        "queued" when now >= command.ExpiresAt => DeliveryStep.End("expired"),
        "queued" when isInReach => DeliveryStep.Send(1),
        "sent" => NextOfSent(command, isInReach, options, now),
        "answered" when now - command.StateAt >= options.ResultsWithin => DeliveryStep.End("failed", "no-result"),
        _ => null,
    };

    private static DeliveryStep? NextOfSent(WaitingCommand command, bool isInReach, Hj212TcpOptions options, DateTimeOffset now)
    {
        var waited = now - (command.SentAt ?? command.StateAt);
        if (waited < options.AnswersWithin)
        {
            return null;
        }

        if (command.Attempts > options.Resends)
        {
            return DeliveryStep.End("no_answer");
        }

        // Whoever holds its line sends it again; when nobody has done so for as long as all resends take, nobody will.
        return isInReach ? DeliveryStep.Send(command.Attempts + 1)
            : waited >= options.AnswersWithin * (options.Resends + 1) ? DeliveryStep.End("no_answer")
            : null;
    }
}
