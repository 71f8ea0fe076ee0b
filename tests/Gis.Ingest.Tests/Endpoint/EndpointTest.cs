using System.Globalization;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Endpoint;

/// <summary>A test with a thing of its own, and the user under which the thing's device may speak.</summary>
public abstract class EndpointTest(IngestRig rig, char mark) : IAsyncLifetime
{
    protected IngestRig Rig { get; } = rig;

    protected long Thing { get; private set; }

    /// <summary>Code of the thing and name of its user.</summary>
    protected string Code { get; } = $"{mark}{Guid.NewGuid():N}"[..16];

    protected BrokerUser Device { get; private set; } = null!;

    protected string Topic => $"things/{Code}/observations";

    /// <summary>Condition of the rows of observation that are the thing's.</summary>
    protected string Mine => string.Create(CultureInfo.InvariantCulture, $"datastream_id IN (SELECT id FROM datastream WHERE thing_id = {Thing})");

    public async Task InitializeAsync()
    {
        Thing = await Rig.AddThingAsync("outfall_water", "thing", Code, "w01018");
        Device = await Rig.AddUserAsync(Code);
        await Rig.Broker.AddAsync(Device);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>One value at a time of the day at which the rig's clock stands.</summary>
    protected static string Payload(string time, double value = 38.4) =>
        string.Create(CultureInfo.InvariantCulture, $$$"""{"time":"2026-11-03T{{{time}}}Z","values":{"w01018":{{{value}}}}}""");
}
