using System.Net;
using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Hj212.Devices;

/// <summary>Reads what is asked of devices. A password that can't be opened is one that nobody knows: the device is refused until it is set anew.</summary>
internal sealed class DeviceAccessReader(DevicePasswordSeal seal, ILogger<DeviceAccessReader> logger)
{
    private const string AccessSql = "SELECT thing_id, sources, password, pending FROM hj212_standing WHERE thing_id = ANY ($1)";

    private const string FindSql =
        """
        SELECT t.id, t.area_code FROM thing_alias a JOIN thing t ON t.id = a.thing_id
        WHERE a.scheme = 'mn' AND a.code = $1 AND t.retired_at IS NULL
        """;

    /// <summary>What is asked of these things; those of which nothing is asked are left out.</summary>
    public async Task<Dictionary<long, DeviceAccess>> ReadAsync(NpgsqlConnection connection, long[] things, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, DeviceAccess>();
        await using var command = new NpgsqlCommand(AccessSql, connection) { Parameters = { Sql.Longs(things) } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var thing = reader.GetInt64(0);
            var sources = await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetFieldValue<IPNetwork[]>(1);
            var password = await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetFieldValue<byte[]>(2);
            found[thing] = new DeviceAccess(sources, password is null ? null : Open(thing, [password, .. reader.GetFieldValue<byte[][]>(3)]));
        }

        return found;
    }

    /// <summary>The registered device of this MN, freshly asked; null when there is none.</summary>
    public async Task<RegisteredDevice?> FindAsync(NpgsqlConnection connection, string mn, CancellationToken cancellationToken)
    {
        long thing;
        string area;
        await using (var command = new NpgsqlCommand(FindSql, connection) { Parameters = { Sql.Value(mn) } })
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
            {
                return null;
            }

            (thing, area) = (reader.GetInt64(0), reader.GetString(1));
        }

        var access = await ReadAsync(connection, [thing], cancellationToken);
        return new RegisteredDevice(mn, thing, area, access.GetValueOrDefault(thing, DeviceAccess.Open));
    }

    private List<string> Open(long thing, IEnumerable<byte[]> sealedOnes)
    {
        var open = new List<string>();
        foreach (var one in sealedOnes)
        {
            if (seal.TryOpen(one, thing, out var password))
            {
                open.Add(password);
            }
            else
            {
                logger.PasswordCannotBeOpened(thing);
            }
        }

        return open;
    }
}
