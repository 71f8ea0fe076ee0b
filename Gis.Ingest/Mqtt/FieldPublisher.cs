using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gis.Ingest.Mqtt;

/// <summary>A session of its own that only publishes.</summary>
internal sealed class FieldPublisher(IOptions<FieldPublisherOptions> options, TimeProvider clock, ILogger<MqttSession> logger)
    : BackgroundService, IFieldPublisher
{
    private readonly MqttSession _session = new(SessionOptions(options.Value), inbox: null, clock, logger);

    public bool IsConnected => _session.IsConnected;

    public Task<byte> PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        _session.PublishAsync(topic, payload, cancellationToken);

    public override void Dispose()
    {
        _session.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _session.RunAsync(stoppingToken);

    private static MqttSessionOptions SessionOptions(FieldPublisherOptions options) =>
        MqttAddress.TryParse(options.Broker, out var broker, out var why)
            ? new MqttSessionOptions
            {
                Broker = broker,
                ClientId = $"{options.Name}-{Guid.NewGuid():N}",
                SessionExpiry = TimeSpan.Zero,
            }
            : throw new OptionsValidationException(nameof(FieldPublisherOptions), typeof(FieldPublisherOptions), [why]);
}
