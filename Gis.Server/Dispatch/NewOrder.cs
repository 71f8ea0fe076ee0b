using System.Globalization;
using Gis.Server.Dispatch.Roads;
using Gis.Server.Rules;

namespace Gis.Server.Dispatch;

/// <summary>An order about to be stored.</summary>
internal sealed record NewOrder(
    long IncidentId, string IncidentCode, string Origin, long UnitId, string Kind, string Text, LonLat At, DateTimeOffset? DueAt, int? EtaS,
    long IssuedBy, DateTimeOffset IssuedAt)
{
    /// <summary>The incident's lock must be held, for the number counts within it. Returns id and code.</summary>
    public async Task<(long Id, string Code)> InsertAsync(CommandTransaction transaction, CancellationToken cancellationToken)
    {
        var before = await transaction.ScalarAsync<long>("SELECT count(*) FROM field_order WHERE incident_id = $1", cancellationToken, IncidentId);
        var code = string.Create(CultureInfo.InvariantCulture, $"{IncidentCode}-{before + 1:00}");
        var id = await transaction.ScalarAsync<long>("""
            INSERT INTO field_order (code, incident_id, unit_id, kind, text, lon, lat, due_at, issued_at, issued_by, eta_s, origin)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz, $9, $10, $11::integer, $12) RETURNING id
            """, cancellationToken,
            code, IncidentId, UnitId, Kind, Text, At.Lon, At.Lat, DueAt?.ToUniversalTime(), IssuedAt, IssuedBy, EtaS, Origin);
        transaction.Later(
            "INSERT INTO assignment_event (order_id, state, at, source, account_id) VALUES ($1, 'issued', $2, 'commander', $3)",
            id, IssuedAt, IssuedBy);
        return (id, code);
    }
}
