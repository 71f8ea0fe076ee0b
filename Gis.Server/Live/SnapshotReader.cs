using System.Data;
using Gis.Server.ReadModel;
using Npgsql;

namespace Gis.Server.Live;

/// <summary>Reads what a viewer begins with, and the event number it belongs to, in one moment of the store.</summary>
internal sealed class SnapshotReader(NpgsqlDataSource store) : IDisposable
{
    /// <summary>Closed incidents stay in sight this long.</summary>
    public static readonly TimeSpan ClosedStay = TimeSpan.FromHours(24);

    private const int AtOnce = 3;   // many viewers coming back together must not take every connection

    private readonly SemaphoreSlim _slots = new(AtOnce);

    public async Task<LiveSnapshot> ReadAsync(LiveSight sight, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await store.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            var seq = await LiveLog.SnapshotSeqAsync(connection, cancellationToken);
            var at = TimeProvider.System.GetUtcNow();
            var things = await ThingRows.ReadAsync(connection, new ThingFilter(sight.Roots, Kinds: sight.Kinds), cancellationToken);
            var alarms = await AlarmRows.ReadAsync(connection, new AlarmFilter(sight.Roots, Open: true, History: false), cancellationToken);
            var incidents = await IncidentRows.ReadAsync(
                connection, new IncidentFilter(sight.Roots, Closed: false, ClosedSince: at - ClosedStay), cancellationToken);
            var units = await UnitRows.ReadAsync(connection, new UnitFilter(sight.Roots), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new LiveSnapshot(seq, at, things, [.. alarms.Where(alarm => sight.SeesThing(alarm.AreaCode, alarm.ThingKind))], incidents, units);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();
}
