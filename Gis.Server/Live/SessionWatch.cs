using Gis.Server.Access;

namespace Gis.Server.Live;

/// <summary>Looks whether a viewer's session and rights are still those that its stream began with.</summary>
internal sealed class SessionWatch(SessionCache sessions)
{
    public async Task<SessionStanding> LookAsync(Caller caller, CancellationToken cancellationToken)
    {
        var session = await sessions.FindAsync(KeyOf(caller), cancellationToken);
        return session is null ? SessionStanding.Ended
            : session.Caller.RightsKey == caller.RightsKey ? SessionStanding.Same
            : SessionStanding.Changed;
    }

    /// <summary>The caller as he stands now: a connection outlives changes of what its person may do.</summary>
    public async Task<Caller?> CallerAsync(Caller caller, CancellationToken cancellationToken) =>
        (await sessions.FindAsync(KeyOf(caller), cancellationToken))?.Caller;

    private static byte[] KeyOf(Caller caller) =>
        Convert.FromHexString(caller.SessionKey ?? throw new InvalidOperationException("The caller came without a session."));
}
