using System.Text;
using Gis.Ingest.Pipeline;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>Decides who may connect: a device's user with its password, as registered.</summary>
internal sealed class DeviceGate(IngestStore store) : IDisposable
{
    // A storm of devices must leave the store's connections to those that bring data.
    private readonly SemaphoreSlim _askers = new(2);

    /// <summary>The hash by which the user was let in; null when name or password is wrong. Throws when the store can't be asked.</summary>
    public async Task<string?> AdmitAsync(string user, byte[] password, CancellationToken cancellationToken)
    {
        var hash = (await HashesAsync([user], cancellationToken)).GetValueOrDefault(user);
        return hash is not null && FieldPassword.Matches(hash, Encoding.UTF8.GetString(password)) ? hash : null;
    }

    /// <summary>The hashes that stand now, by user; who is not registered or was revoked is absent.</summary>
    public async Task<Dictionary<string, string>> HashesAsync(string[] users, CancellationToken cancellationToken)
    {
        await _askers.WaitAsync(cancellationToken);
        try
        {
            await using var command = store.DataSource.CreateCommand("SELECT user_name, hash FROM find_device_hashes($1)");
            command.Parameters.Add(new() { Value = users, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
            while (await reader.ReadAsync(cancellationToken))
            {
                hashes.Add(reader.GetString(0), reader.GetString(1));
            }

            return hashes;
        }
        finally
        {
            _askers.Release();
        }
    }

    public void Dispose() => _askers.Dispose();
}
