using System.Collections.Concurrent;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>Who is connected to this endpoint. A client id belongs to its user: nobody can take the place of another's device.</summary>
internal sealed class DeviceDirectory(EndpointOptions options)
{
    private readonly ConcurrentDictionary<(string User, string ClientId), DeviceConnection> _connections = new();
    private readonly ConcurrentDictionary<string, int> _perUser = new(StringComparer.Ordinal);

    public IEnumerable<DeviceConnection> All => _connections.Values;

    public int Count => _connections.Count;

    /// <summary>Enters a connection; the one that had its name is told to go. False when its user has too many.</summary>
    public bool TryEnter(DeviceConnection connection)
    {
        if (_perUser.AddOrUpdate(connection.User, 1, (_, count) => count + 1) > options.MostConnectionsPerUser
            && !_connections.ContainsKey((connection.User, connection.ClientId)))
        {
            Forget(connection.User);
            return false;
        }

        DeviceConnection? before = null;
        _connections.AddOrUpdate(
            (connection.User, connection.ClientId),
            connection,
            (_, known) =>
            {
                before = known;
                return connection;
            });
        if (before is not null)
        {
            TakeOver(before);
        }

        return true;
    }

    /// <summary>True while no other connection has taken its place.</summary>
    public bool Has(DeviceConnection connection) =>
        _connections.TryGetValue((connection.User, connection.ClientId), out var standing) && standing == connection;

    /// <summary>A connection of this client identifier has come at another ingest; the one here is told to go, unless it is a newer one.</summary>
    public void EndOvertaken(string user, string clientId, Guid connection)
    {
        if (_connections.TryGetValue((user, clientId), out var standing) && standing.Id == connection)
        {
            TakeOver(standing);
        }
    }

    public void Leave(DeviceConnection connection)
    {
        _connections.TryRemove(new KeyValuePair<(string, string), DeviceConnection>((connection.User, connection.ClientId), connection));
        Forget(connection.User);
    }

    private static void TakeOver(DeviceConnection before) =>
        before.End(MqttReason.SessionTakenOver, "Another connection came with the same client identifier.");

    private void Forget(string user)
    {
        if (_perUser.AddOrUpdate(user, 0, (_, count) => count - 1) == 0)
        {
            _perUser.TryRemove(new KeyValuePair<string, int>(user, 0));
        }
    }
}
