using Gis.Server.Access.Commands;
using Gis.Server.Access.Devices;
using Gis.Server.Platform.Commands;
using Gis.Server.Platform.Store;
using Gis.Server.Rules;
using Gis.Server.Things;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Access;

/// <summary>The private broker lets the field in when ingest has subscribed, and nothing else opens it.</summary>
public sealed class BrokerGate_Tests : IClassFixture<BrokerGate_Tests.OwnBroker>
{
    private readonly OwnBroker _system;

    public BrokerGate_Tests(OwnBroker system)
    {
        _system = system;
        Directory.CreateDirectory(_system.Folder);
        Directory.CreateDirectory(Path.Combine(_system.Home, "secrets"));
        File.WriteAllText(Path.Combine(_system.Home, "secrets", BrokerUsers.SecretFile), "the parts' own");
    }

    [Fact]
    public async Task Registration_leaves_a_shut_gate_shut_and_an_open_one_open()
    {
        await RunAsync("broker-files", "--out", _system.Folder, "--users", "parts");
        var early = await RegisterAsync();
        Assert.Equal(["gis"], await UsersAsync());

        await RunAsync("broker-files", "--out", _system.Folder);
        Assert.Contains(early, await UsersAsync());
        var late = await RegisterAsync();
        Assert.Contains(late, await UsersAsync());

        await RunAsync("broker-files", "--out", _system.Folder, "--users", "parts");
        await RegisterAsync();
        Assert.Equal(["gis"], await UsersAsync());
    }

    [Fact]
    public async Task Replay_waits_for_the_gate_and_says_why()
    {
        await RunAsync("broker-files", "--out", _system.Folder, "--users", "parts");
        var device = await RegisterAsync();
        var file = Path.Combine(_system.Home, "early.jsonl");
        await File.WriteAllTextAsync(
            file, $$"""{"topic":"things/{{device}}/observations","payload":{"time":"2026-10-06T12:00:00Z","values":{"w01018":1} } }""");

        var answer = await RunAsync("replay", file);

        Assert.Equal(1, answer.Code);
        Assert.Contains("no ingest has subscribed", answer.Said, StringComparison.Ordinal);
        Assert.Equal(["gis"], await UsersAsync());
        Assert.False(File.Exists(Path.Combine(_system.Home, "secrets", ReplayPass.SecretFile)));
    }

    [Fact]
    public async Task Gate_that_opens_while_things_are_registered_stays_open_with_all_of_them()
    {
        await RunAsync("broker-files", "--out", _system.Folder, "--users", "parts");

        var registering = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RegisterAsync()));
        await RunAsync("broker-files", "--out", _system.Folder);
        var devices = await registering;

        Assert.Empty(devices.Except(await UsersAsync()));
    }

    [Fact]
    public async Task Registering_at_the_prompt_waits_longer_for_another_than_a_part_would()
    {
        await using var other = await CommandTransaction.BeginAsync(_system.Store.As(StoreRole.Command), CancellationToken.None);
        await other.LockAsync(ActLock.Registration, 0, CancellationToken.None);

        var registering = RegisterAsync();
        // Longer than the lock_timeout of the role, which is two seconds.
        await other.ExecuteAsync("SELECT pg_sleep(3)", CancellationToken.None);
        await other.CommitAsync(CancellationToken.None);

        Assert.NotEmpty(await registering);
    }

    /// <summary>Registers a device of a name of its own, as an operator does.</summary>
    private async Task<string> RegisterAsync()
    {
        var device = $"g-{Guid.NewGuid():N}"[..14];
        var file = Path.Combine(_system.Home, $"{device}.csv");
        await File.WriteAllTextAsync(
            file,
            "kind,name_zh,area,lon,lat,alias_scheme,alias,property,device_user,device_password\n"
            + $"outfall_water,示例口,130102,114.53,38.06,thing,{device},w01018,{device},change-me-1");
        var answer = await RunAsync("import-things", file);
        Assert.True(answer.Code == 0, answer.Said);
        return device;
    }

    private async Task<List<string>> UsersAsync() =>
        [.. (await File.ReadAllLinesAsync(Path.Combine(_system.Folder, "passwd"))).Select(line => line.Split(':')[0])];

    private async Task<(int Code, string Said)> RunAsync(params string[] typed)
    {
        await using var said = new StringWriter();
        var line = new CommandLine([new ImportThingsCommand(), new ReplayCommand(), new BrokerFilesCommand()], said, said);
        var code = await line.RunAsync([.. typed, .. _system.Prompt().Select(setting => $"--{setting.Key}={setting.Value}")], CancellationToken.None);
        return (code, said.ToString());
    }

    public sealed class OwnBroker : TestSystem
    {
        protected override string Parts => "command";

        /// <summary>Where './gis up' keeps the private broker's files.</summary>
        public string Folder => Path.Combine(Home, "broker");

        /// <summary>The settings of a system whose broker is its own.</summary>
        public Dictionary<string, string> Prompt()
        {
            var settings = Settings();
            settings.Remove("Broker:Uri");
            return settings;
        }
    }
}
