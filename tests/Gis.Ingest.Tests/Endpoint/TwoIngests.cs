using Gis.Ingest.Mqtt.Endpoint;
using Microsoft.Extensions.Hosting;

namespace Gis.Ingest.Tests.Endpoint;

/// <summary>Two ingests on one store, as they stand behind one address.</summary>
public sealed class TwoIngests : IngestRig
{
    internal MqttEndpoint One { get; private set; } = null!;

    internal MqttEndpoint Two { get; private set; } = null!;

    private IHost _two = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await StartAsync("one");
        One = Endpoint;
        await StartTwoAsync();
    }

    /// <summary>The second stops as by a stop of its process, and starts again.</summary>
    public async Task RestartTwoAsync()
    {
        await StopAsync(_two);
        await StartTwoAsync();
    }

    private async Task StartTwoAsync()
    {
        _two = await StartAsync("two");
        Two = Endpoint;
    }
}
