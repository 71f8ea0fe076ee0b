using Gis.Server.Dispatch.Roads;
using Gis.Server.Rules;

namespace Gis.Server.Dispatch;

/// <summary>The order that tells a unit that its order no longer holds. It is delivered and answered like any other, and holds nobody.</summary>
internal static class StandDownOrder
{
    public const string Kind = "stand_down";

    /// <summary>The incident's and the unit's lock must be held. An order that never went out needs no recall.</summary>
    public static async Task InsertAsync(
        CommandTransaction transaction, OrderNow recalled, string text, long issuedBy, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!recalled.WasSent)
        {
            return;
        }

        await using var command = transaction.Command("SELECT lon, lat, origin FROM field_order WHERE id = $1", recalled.Id);
        LonLat place;
        string origin;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            (place, origin) = (new LonLat(reader.GetDouble(0), reader.GetDouble(1)), reader.GetString(2));
        }

        var order = new NewOrder(
            recalled.IncidentId, recalled.IncidentCode, origin, recalled.UnitId, Kind, text, place, DueAt: null, EtaS: null, issuedBy, at);
        await order.InsertAsync(transaction, cancellationToken);
    }
}
