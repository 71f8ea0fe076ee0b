using System.Text.Json;
using Gis.Demo;
using Gis.Demo.Seeding;
using Gis.Demo.Simulation;
using Gis.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Gis.Server.Tests.Demo;

/// <summary>The whole product with the demo province in its store and the simulated field at its broker.</summary>
public sealed class DemoSystem : TestSystem, IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _field = Task.CompletedTask;

    internal DemoSettings Demo { get; private set; } = null!;

    public new async Task InitializeAsync()
    {
        await base.InitializeAsync();
        using var passwords = JsonDocument.Parse(await File.ReadAllTextAsync(Demo.FieldFile));
        await Broker.AddAsync([.. passwords.RootElement.EnumerateObject().Select(user => new BrokerUser(user.Name, user.Value.GetString()!))]);
        _field = Task.Run(() => new SimulateCommand(Demo, NullLogger.Instance).RunAsync(_stop.Token));
        await Eventually.TrueAsync(() => _field.IsCompleted || Directory.Exists(Demo.RequestFolder), "the field speaks");
    }

    public new async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _field);
        await base.DisposeAsync();
    }

    public void Dispose() => _stop.Dispose();

    protected override async Task ArrangeAsync()
    {
        await StoredProvince.EnsureAsync(Store);
        Demo = DemoSettings.From([.. Settings().Select(setting => $"--{setting.Key}={setting.Value}")]);
        await new SeedCommand(Demo).RunAsync(CancellationToken.None);
    }
}
