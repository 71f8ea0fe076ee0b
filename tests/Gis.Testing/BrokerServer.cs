using System.Globalization;
using System.Net.Sockets;
using Gis.Ingest;
using Gis.Server.Platform.Broker;

namespace Gis.Testing;

/// <summary>A private mosquitto with the product's own rights; it can be killed and started again on the same port.</summary>
public sealed class BrokerServer : IAsyncDisposable
{
    /// <summary>What tests want otherwise than the product: a snapshot that is soon taken, and room for any backlog.</summary>
    private static readonly Dictionary<string, string> ForTests = new() { ["autosave_interval"] = "1", ["max_queued_messages"] = "1000000" };

    /// <summary>CONNECT of MQTT 3.1.1 with a clean session and without identifier, user or password.</summary>
    private static readonly byte[] StrangersConnect = [0x10, 12, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4, 2, 0, 60, 0, 0];

    private readonly string _folder;
    private readonly List<BrokerUser> _users;
    private readonly Dictionary<string, string> _otherwise;
    private GuardedProcess? _process;
    private readonly List<(string User, long Datastream)> _datastreams = [];
    private string _moreRights = "";

    private BrokerServer(string folder, int port, List<BrokerUser> users, Dictionary<string, string> otherwise)
    {
        _folder = folder;
        Port = port;
        _users = users;
        _otherwise = otherwise;
    }

    public int Port { get; }

    /// <summary>How the parts enter: the setting <c>Broker:Uri</c>.</summary>
    public string SystemUri => UriOf(_users[0]);

    public bool IsRunning => _process?.IsRunning ?? false;

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The broker is not running.");

    public static Task<BrokerServer> StartAsync(params BrokerUser[] users) => StartAsync(ForTests, users);

    /// <summary>With the settings of the product, for measuring what they bring.</summary>
    public static Task<BrokerServer> StartAsProductAsync(params BrokerUser[] users) => StartAsync([], users);

    private static async Task<BrokerServer> StartAsync(Dictionary<string, string> otherwise, BrokerUser[] users)
    {
        var broker = new BrokerServer(
            TestFolder.Create("mq"), FreePort.Take(), [new BrokerUser(BrokerAcl.SystemUser, FieldPassword.Random()), .. users], otherwise);
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

    /// <summary>Lets a user write to a datastream by its id while the broker runs.</summary>
    public Task AllowAsync(BrokerUser user, long datastream)
    {
        _datastreams.Add((user.Name, datastream));
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
                {string.Join('\n', ProductSettings())}
                password_file {_folder}/passwd
                acl_file {_folder}/acl
                persistence_location {store}/
                listener {Port} 127.0.0.1

                """));
    }

    private IEnumerable<string> ProductSettings() =>
        from line in File.ReadLines(Repository.PathOf("Gis.Server", "Platform", "Broker", "mosquitto.conf"))
        let name = line.Split(' ')[0]
        select _otherwise.TryGetValue(name, out var value) ? $"{name} {value}" : line;

    private void WritePasswords()
    {
        BrokerFiles.Write(_folder, _users.Select(user => (user.Name, FieldPassword.Hash(user.Password))), _datastreams);
        File.AppendAllText(Path.Combine(_folder, "acl"), _moreRights);
    }

    /// <summary>It answers a stranger. A port that is open says less: until the loop behind it runs, a signal to read its files again would end it.</summary>
    private async Task<bool> AnswersAsync()
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync("127.0.0.1", Port);
            var stream = socket.GetStream();
            await stream.WriteAsync(StrangersConnect);
            return await stream.ReadAsync(new byte[1]) == 1;
        }
        catch (Exception away) when (away is SocketException or IOException)
        {
            return false;
        }
    }
}
