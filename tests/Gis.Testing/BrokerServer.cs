using System.Globalization;
using System.Net.Sockets;
using Gis.Ingest;
using Gis.Server.Platform.Broker;

namespace Gis.Testing;

/// <summary>A private mosquitto with the product's own rights; it can be killed and started again on the same port.</summary>
public sealed class BrokerServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly List<BrokerUser> _users;
    private GuardedProcess? _process;
    private string _moreRights = "";

    private BrokerServer(string folder, int port, List<BrokerUser> users)
    {
        _folder = folder;
        Port = port;
        _users = users;
    }

    public int Port { get; }

    /// <summary>How the parts enter: the setting <c>Broker:Uri</c>.</summary>
    public string SystemUri => UriOf(_users[0]);

    public bool IsRunning => _process?.IsRunning ?? false;

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The broker is not running.");

    public static async Task<BrokerServer> StartAsync(params BrokerUser[] users)
    {
        var broker = new BrokerServer(
            TestFolder.Create("mq"), FreePort.Take(), [new BrokerUser(BrokerAcl.SystemUser, FieldPassword.Random()), .. users]);
        broker.WriteFiles();
        await broker.StartAgainAsync();
        return broker;
    }

    public string UriOf(BrokerUser user) =>
        string.Create(CultureInfo.InvariantCulture, $"mqtt://{user.Name}:{user.Password}@127.0.0.1:{Port}");

    public BrokerUser User(string name) => _users.Single(user => user.Name == name);

    /// <summary>Lets further users in while the broker runs.</summary>
    public Task AddAsync(params BrokerUser[] users)
    {
        _users.AddRange(users);
        return ReadAgainAsync();
    }

    /// <summary>Lets one more user in who may publish and hear everything, to stand for many devices at once.</summary>
    public Task AddWholeFieldAsync(BrokerUser user)
    {
        _moreRights += $"\nuser {user.Name}\ntopic readwrite #\n";
        return AddAsync(user);
    }

    private async Task ReadAgainAsync()
    {
        WritePasswords();
        var marker = Path.Combine(_folder, "log");
        var before = new FileInfo(marker).Length;
        _process?.Signal("HUP");
        await Eventually.TrueAsync(() => new FileInfo(marker).Length > before, "the broker has read its users again");
    }

    public async Task StartAgainAsync()
    {
        _process?.Dispose();
        Directory.CreateDirectory(_folder);
        _process = GuardedProcess.Start(_folder, "TERM", ["mosquitto", "-c", Path.Combine(_folder, "mosquitto.conf")]);
        await Eventually.TrueAsync(
            async () =>
            {
                if (!_process.IsRunning)
                {
                    throw new InvalidOperationException($"mosquitto ended:\n{_process.LogTail()}");
                }

                return await AnswersAsync();
            },
            "the broker listens");
    }

    /// <summary>As a power cut would: what its last snapshot does not hold is lost.</summary>
    public async Task KillAsync()
    {
        if (_process is not null)
        {
            await _process.KillAsync();
            await _process.StopAsync();
        }
    }

    public async Task StopAsync()
    {
        if (_process is not null)
        {
            await _process.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void WriteFiles()
    {
        WritePasswords();
        var store = Path.Combine(_folder, "store");
        Directory.CreateDirectory(store);
        File.WriteAllText(
            Path.Combine(_folder, "mosquitto.conf"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {(Environment.IsPrivilegedProcess ? "user root" : "")}
                per_listener_settings false
                allow_anonymous false
                password_file {_folder}/passwd
                acl_file {_folder}/acl
                persistence true
                persistence_location {store}/
                autosave_interval 1
                max_queued_messages 1000000
                max_queued_bytes 0
                max_inflight_messages 10000
                max_packet_size 2097152
                persistent_client_expiration 7d
                listener {Port} 127.0.0.1

                """));
    }

    private void WritePasswords()
    {
        BrokerFiles.Write(_folder, _users.Select(user => (user.Name, FieldPassword.Hash(user.Password))));
        File.AppendAllText(Path.Combine(_folder, "acl"), _moreRights);
    }

    private async Task<bool> AnswersAsync()
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
