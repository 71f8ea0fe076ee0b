using System.Globalization;
using System.Text.Json;
using Gis.Ingest;
using Gis.Server.Access;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Devices;

/// <summary>Stores commands to devices. Its number (QN) is the moment of the request, moved on by a millisecond where that is taken.</summary>
internal sealed class CommandDesk(NpgsqlDataSource store, DeviceReader devices, DevicePasswordSeal seal, TimeProvider clock)
{
    private const int MostKeyChars = 64;

    /// <summary>How long a command waits for its device to be in reach.</summary>
    private static readonly TimeSpan WaitsFor = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public async Task<Result<CommandRow>> SendAsync(
        DeviceThing thing, string? mn, DeviceCommandWish wish, string? key, Caller caller, CancellationToken cancellationToken)
    {
        if (key?.Length is 0 or > MostKeyChars)
        {
            return Refusal.Bad("key", $"1 … {MostKeyChars} characters");
        }

        if (thing.Mns.Count == 0)
        {
            return DeviceRefusals.NoMn;
        }

        if (mn is not null && !thing.Mns.Contains(mn))
        {
            return Refusal.Bad("mn", string.Join(", ", thing.Mns));
        }

        var id = await StoreAsync(thing, mn ?? thing.Mns[0], wish, key, caller, cancellationToken);
        return id is { } stored ? await devices.GetCommandAsync(stored, cancellationToken) : KeyTaken;
    }

    private static Refusal KeyTaken { get; } =
        new("key-taken", "该 key 已用于另一条命令。", "This key stands for another command already.");

    /// <summary>The id of the command, new or stored before under the same key; null where that was another command.</summary>
    private async Task<long?> StoreAsync(
        DeviceThing thing, string mn, DeviceCommandWish wish, string? key, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.LockAsync(ActLock.Device, thing.Id, cancellationToken);
        if (key is not null && await FindByKeyAsync(transaction, caller.AccountId, key, cancellationToken) is { } known)
        {
            return known.ThingId == thing.Id && known.Cn == wish.Cn ? known.Id : null;
        }

        var now = clock.GetUtcNow();
        var last = await transaction.ScalarAsync<string>("SELECT max(qn) FROM device_command WHERE mn = $1", cancellationToken, mn);
        var id = await transaction.ScalarAsync<long>("""
            INSERT INTO device_command (thing_id, mn, qn, cn, parameters, secret, client_key, requested_by, requested_at, expires_at)
            VALUES ($1, $2, $3, $4, $5::jsonb, $6::bytea, $7::text, $8, $9, $10) RETURNING id
            """, cancellationToken,
            thing.Id, mn, NextQn(now, last), wish.Cn, wish.ParametersJson, wish.NewPassword is { } secret ? seal.Seal(secret, thing.Id) : null, key,
            caller.AccountId, now, now + WaitsFor);
        if (wish.NewPassword is not null)
        {
            // What is asked of the device from now on is found through this row.
            transaction.Later("""
                INSERT INTO hj212_access (thing_id, password_at, changed_at, changed_by) VALUES ($1, $2, $2, $3) ON CONFLICT (thing_id) DO NOTHING
                """, thing.Id, now, caller.AccountId);
        }

        transaction.Audit(new AuditEntry(
            caller.AccountId, caller.Name, "device.command", "thing", thing.Id.ToString(CultureInfo.InvariantCulture), thing.AreaCode,
            JsonSerializer.Serialize(new { command = id, mn, cn = wish.Cn, parameters = JsonDocument.Parse(wish.ParametersJson).RootElement }, JsonSerializerOptions.Web)));
        await transaction.CommitAsync(cancellationToken, new LiveEntry("device", [thing.Id], [thing.AreaCode]));
        return id;
    }

    private static async Task<(long Id, long ThingId, string Cn)?> FindByKeyAsync(
        CommandTransaction transaction, long accountId, string key, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command("SELECT id, thing_id, cn FROM device_command WHERE requested_by = $1 AND client_key = $2", accountId, key);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2)) : null;
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
