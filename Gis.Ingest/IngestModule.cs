using System.Net;
using Gis.Ingest.Alarms;
using Gis.Ingest.Deliveries;
using Gis.Ingest.Hj212;
using Gis.Ingest.Hj212.Commands;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Hj212.Tcp;
using Gis.Ingest.Laboratory;
using Gis.Ingest.Lines;
using Gis.Ingest.Mqtt;
using Gis.Ingest.Mqtt.Endpoint;
using Gis.Ingest.Pipeline;
using Gis.Ingest.Positions;
using Gis.Ingest.Rollups;
using Gis.Ingest.SensorThings;
using Gis.Ingest.Video;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gis.Ingest;

/// <summary>The door of the ingest part: everything that comes in from the field, and the way down to it.</summary>
public static class IngestModule
{
    /// <summary>
    /// Settings: <c>ConnectionStrings:ingest</c>, <c>Broker:Uri</c>, <c>GIS_HOME</c> and, under <c>Ingest</c>, the knobs of <see cref="IngestOptions"/>.
    /// </summary>
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IngestOptions>()
            .Bind(configuration.GetSection("Ingest"))
            .Configure(options =>
            {
                options.Broker = configuration["Broker:Uri"] ?? options.Broker;
                options.Home = configuration["GIS_HOME"] is { Length: > 0 } home ? home : options.Home;
            })
            .ValidateDataAnnotations()
            .Validate(options => MqttAddress.TryParse(options.Broker, out _, out _), "GIS_BROKER (Broker:Uri) is not understood; accepted is mqtt[s]://user:password@host:port.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(AcknowledgePolicy.AfterCommit);
        services.AddSingleton(_ => new IngestStore(configuration.GetConnectionString("ingest")
            ?? throw new InvalidOperationException("ConnectionStrings:ingest is not set.")));
        services.AddSingleton<IngestMetrics>();
        services.AddSingleton<IngestSettings>(provider => new IngestSettings(
            provider.GetRequiredService<IOptions<IngestOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IngestMetrics>(),
            provider.GetRequiredService<ILogger<FieldPipeline>>(),
            provider.GetRequiredService<AcknowledgePolicy>()));
        services.AddSingleton(_ => new FieldInbox(IngestSettings.MostWaitingMessages, IngestSettings.MostWaitingBytes));
        services.AddSingleton<FieldTransport>();
        services.AddSingleton<Downlinks>();
        services.AddSingleton(CreateSession);
        services.AddSingleton<IFieldListener>(provider => provider.GetRequiredService<MqttSession>());
        AddEndpoint(services, configuration);
        AddDevices(services, configuration);
        services.AddSingleton(CreatePipeline);
        services.AddSingleton<LatestMemory>();
        services.AddSingleton<LatestKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<LatestKeeper>());   // before the pipeline, so that it stops after it
        services.AddHostedService<LedgerKeeper>();   // likewise
        services.AddHostedService<IngestService>();
        services.AddSingleton<SilenceWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SilenceWatch>());
        services.AddSingleton<RollupRun>();
        services.AddHostedService<RollupJob>();
        services.AddSingleton<DayCounter>();
        services.AddHostedService(provider => provider.GetRequiredService<DayCounter>());
        services.AddHealthChecks().AddCheck<BrokerHealth>("broker.ingest");
        return services;
    }

    public static IEndpointRouteBuilder MapIngest(this IEndpointRouteBuilder endpoints)
    {
        RejectedMessages.Map(endpoints);
        CreateObservation.Map(endpoints);
        CreateObservations.Map(endpoints);
        UploadLabResults.Map(endpoints);
        return endpoints;
    }

    /// <summary>Registers <see cref="IFieldPublisher"/>, for a part that has something to say to the field; may be called more than once.</summary>
    public static IServiceCollection AddFieldPublisher(this IServiceCollection services, Action<FieldPublisherOptions> configure)
    {
        services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FieldPublisher>();
        services.TryAddSingleton<IFieldPublisher>(provider => provider.GetRequiredService<FieldPublisher>());
        if (!services.Any(s => s.ServiceType == typeof(PublisherIsHosted)))
        {
            services.AddSingleton<PublisherIsHosted>();
            services.AddHostedService(provider => provider.GetRequiredService<FieldPublisher>());
        }

        return services;
    }

    /// <summary>HJ 212 over TCP, and commands down by whichever way a device is heard.</summary>
    private static void AddDevices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<Hj212TcpOptions>()
            .Configure(options =>
            {
                options.Bind = configuration["GIS_FIELD_BIND"] is { Length: > 0 } bind ? bind : options.Bind;
                options.Port = configuration.GetValue("GIS_HJ212_PORT", options.Port);
            })
            .Bind(configuration.GetSection("Ingest:Hj212"))
            .ValidateDataAnnotations()
            .Validate(options => IPAddress.TryParse(options.Bind, out _), "GIS_FIELD_BIND is an IP address of this machine.")
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<Hj212TcpOptions>>().Value);
        services.TryAddSingleton(provider =>
            DevicePasswordSeal.Of(Path.Combine(provider.GetRequiredService<IngestSettings>().Options.Home, "secrets")));
        services.AddSingleton<DeviceAccessReader>();
        services.AddSingleton<DeviceDoor>();
        services.AddSingleton<SessionEnds>();
        services.AddSingleton<LineBook>();
        services.AddSingleton(CreateLineTools);
        services.AddSingleton<Hj212Listener>();
        services.AddSingleton<IFieldListener>(provider => provider.GetRequiredService<Hj212Listener>());
        services.AddHostedService<SessionKeeper>();
        services.AddHostedService<CommandDelivery>();
    }

    private static LineTools CreateLineTools(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<IngestSettings>();
        var options = provider.GetRequiredService<Hj212TcpOptions>();
        return new LineTools(
            options,
            provider.GetRequiredService<FieldTransport>(),
            provider.GetRequiredService<FieldInbox>(),
            provider.GetRequiredService<DeviceDoor>(),
            provider.GetRequiredService<SessionEnds>(),
            provider.GetRequiredService<LineBook>(),
            new KeepBudget(options.MostKeptOfStrangers, settings.Clock),
            settings.Metrics,
            settings.Clock,
            provider.GetRequiredService<ILogger<Hj212Listener>>());
    }

    /// <summary>Settings under <c>Ingest:Endpoint</c>, and what the script gives: GIS_FIELD_BIND, the ports, the certificates under GIS_HOME/tls.</summary>
    private static void AddEndpoint(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EndpointOptions>()
            .Configure(options =>
            {
                options.Bind = configuration["GIS_FIELD_BIND"] is { Length: > 0 } bind ? bind : options.Bind;
                options.Port = configuration.GetValue("GIS_MQTT_DIRECT_PORT", options.Port);
                options.TlsPort = configuration.GetValue("GIS_MQTT_DIRECT_TLS_PORT", options.TlsPort);
                options.TakeFilesOf(configuration["GIS_HOME"] ?? "");
            })
            .Bind(configuration.GetSection("Ingest:Endpoint"))
            .ValidateDataAnnotations()
            .Validate(options => IPAddress.TryParse(options.Bind, out _), "GIS_FIELD_BIND is an IP address of this machine.")
            .ValidateOnStart();
        services.AddSingleton<DeviceGate>();
        services.AddSingleton(provider => new DeviceDirectory(provider.GetRequiredService<IOptions<EndpointOptions>>().Value));
        services.AddSingleton<ClientBook>();
        services.AddSingleton<ClientClaims>();
        services.AddSingleton<TakeoverWatch>();
        services.AddSingleton(provider => new MqttEndpoint(
            new EndpointContext(
                provider.GetRequiredService<IOptions<EndpointOptions>>().Value,
                provider.GetRequiredService<FieldTransport>(),
                provider.GetRequiredService<FieldInbox>(),
                provider.GetRequiredService<Downlinks>(),
                provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<DeviceGate>(),
            provider.GetRequiredService<DeviceDirectory>(),
            provider.GetRequiredService<ClientClaims>(),
            provider.GetRequiredService<ILogger<MqttEndpoint>>()));
        services.AddSingleton<IFieldListener>(provider => provider.GetRequiredService<MqttEndpoint>());
        services.AddHostedService(provider => provider.GetRequiredService<TakeoverWatch>());
        services.AddSingleton<UnitListeners>();
        services.AddHostedService<OrderFeed>();
    }

    private static MqttSession CreateSession(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<IngestSettings>();
        if (!MqttAddress.TryParse(settings.Options.Broker, out var broker, out var why))
        {
            throw new InvalidOperationException(why);
        }

        return new MqttSession(
            new MqttSessionOptions
            {
                Broker = broker,
                ClientId = $"gis-ingest-{settings.Options.Name}",
                Filters = [.. FieldTopic.Filters.Select(filter => $"$share/ingest/{filter}")],
                PublishesWaiting = IngestSettings.MostAnswersWaiting,
            },
            provider.GetRequiredService<FieldInbox>(),
            settings.Clock,
            provider.GetRequiredService<ILogger<MqttSession>>());
    }

    private static FieldPipeline CreatePipeline(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<IngestSettings>();
        var dataSource = provider.GetRequiredService<IngestStore>().DataSource;
        var inbox = provider.GetRequiredService<FieldInbox>();
        var session = provider.GetRequiredService<MqttSession>();
        settings.Metrics.Observe(() => session.IsConnected, () => inbox.Count);
        var listener = provider.GetRequiredService<Hj212Listener>();
        settings.Metrics.ObserveLines(() => listener.Connections);
        var hj212 = new Hj212Decoder(Hj212Factors.Standard);
        return new FieldPipeline(
            new BatchIntake(inbox, dataSource, new FieldRegistry(provider.GetRequiredService<DeviceAccessReader>(), settings.Clock), new MessageDecoder(hj212), settings),
            new StoreLanes([.. Enumerable.Range(0, settings.Options.StoreLanes).Select(_ => CreateLane(provider, hj212))]),
            new FieldAnswers(settings.Metrics, settings.Logger),
            settings);
    }

    private static StoreLane CreateLane(IServiceProvider provider, Hj212Decoder hj212)
    {
        var settings = provider.GetRequiredService<IngestSettings>();
        var transaction = new BatchTransaction(
            new PartAssembler(hj212),
            new DeviceWriter(provider.GetRequiredService<DevicePasswordSeal>(), settings.Options.Name),
            new SnapshotFiles(settings.Options.Home), new RuleFigureStore(settings.Clock),
            provider.GetRequiredService<LatestMemory>(), settings.Clock);
        var store = new BatchStore(
            provider.GetRequiredService<IngestStore>().DataSource, transaction, settings.Options, settings.Metrics, settings.Clock,
            provider.GetRequiredService<ILogger<BatchStore>>());
        return new StoreLane(transaction, store);
    }

    private sealed class PublisherIsHosted;
}
