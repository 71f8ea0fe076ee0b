using System.Globalization;
using Gis.Ingest;

namespace Gis.Server.Rules;

/// <summary>Puts commands to HJ 212 devices into the store, where ingest finds them. The number (QN) is the moment of the request, moved on by a millisecond where that is taken.</summary>
internal static class DeviceCommands
{
    /// <summary>How long a command waits for its device to be in reach.</summary>
    private static readonly TimeSpan WaitsFor = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <param name="transaction">Holds the lock of the device (<see cref="ActLock.Device"/>), so that no number is given twice.</param>
    /// <param name="target">The device that shall hear it.</param>
    /// <param name="wish">As <see cref="DeviceCommandBook"/> has read it.</param>
    /// <param name="by">Whose wish it is; null for the system's own.</param>
    /// <param name="now">The moment of the request.</param>
    /// <param name="cancellationToken">Gives up; nothing is stored then.</param>
    /// <returns>The command's id.</returns>
    public static async Task<long> InsertAsync(
        CommandTransaction transaction, DeviceCommandTarget target, DeviceCommandWish wish, long? by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = await transaction.ScalarAsync<string>("SELECT max(qn) FROM device_command WHERE mn = $1", cancellationToken, target.Mn);
        return await transaction.ScalarAsync<long>("""
            INSERT INTO device_command (thing_id, mn, qn, cn, parameters, secret, client_key, requested_by, requested_at, expires_at)
            VALUES ($1, $2, $3, $4, $5::jsonb, $6::bytea, $7::text, $8::bigint, $9, $10) RETURNING id
            """, cancellationToken,
            target.ThingId, target.Mn, NextQn(now, last), wish.Cn, wish.ParametersJson, target.Secret, target.Key, by, now, now + WaitsFor);
    }

    private static string NextQn(DateTimeOffset now, string? last)
    {
        const string form = "yyyyMMddHHmmssfff";
        var local = now.ToOffset(Beijing).DateTime;
        if (last is not null && DateTime.TryParseExact(last, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var before)
            && before.AddMilliseconds(1) is var next && next > local)
        {
            local = next;
        }

        return local.ToString(form, CultureInfo.InvariantCulture);
    }
}
