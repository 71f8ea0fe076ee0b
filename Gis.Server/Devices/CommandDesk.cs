using System.Globalization;
using System.Text.Json;
using Gis.Ingest;
using Gis.Server.Access;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Devices;

/// <summary>Stores what people tell devices.</summary>
internal sealed class CommandDesk(NpgsqlDataSource store, DeviceReader devices, DevicePasswordSeal seal, TimeProvider clock)
{
    private const int MostKeyChars = 64;

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
        var target = new DeviceCommandTarget(thing.Id, mn, wish.NewPassword is { } secret ? seal.Seal(secret, thing.Id) : null, key);
        var id = await DeviceCommands.InsertAsync(transaction, target, wish, caller.AccountId, now, cancellationToken);
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
}
