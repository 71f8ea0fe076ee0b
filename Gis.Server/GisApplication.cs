using Gis.Ingest;
using Gis.Server.Access;
using Gis.Server.Alarms;
using Gis.Server.Changes;
using Gis.Server.Deliveries;
using Gis.Server.Devices;
using Gis.Server.Dispatch;
using Gis.Server.Incidents;
using Gis.Server.Layers;
using Gis.Server.Live;
using Gis.Server.OneMap;
using Gis.Server.Patches;
using Gis.Server.Platform;
using Gis.Server.Platform.Broker;
using Gis.Server.Platform.Health;
using Gis.Server.Platform.Metrics;
using Gis.Server.Platform.Problems;
using Gis.Server.Platform.Retention;
using Gis.Server.Platform.Store;
using Gis.Server.Platform.Web;
using Gis.Server.ReadModel;
using Gis.Server.Sheets;
using Gis.Server.Things;
using Gis.Tiles;

namespace Gis.Server;

/// <summary>Puts the open parts together into one web application.</summary>
public static class GisApplication
{
    /// <summary>Tests pass <paramref name="adjust"/> to replace what the rim provides, such as the clock.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        var parts = GisParts.From(builder.Configuration);
        AddPlatform(builder, parts);
        if (parts.Ingest)
        {
            builder.Services.AddIngest(builder.Configuration);
        }

        if (parts.Tiles)
        {
            builder.Services.AddTiles(builder.Configuration);
        }

        if (parts.Command)
        {
            AddCommand(builder);
        }

        adjust?.Invoke(builder);
        var app = builder.Build();
        UsePlatform(app);
        MapPlatform(app);
        if (parts.Ingest)
        {
            app.MapIngest();
        }

        if (parts.Tiles)
        {
            app.MapTiles();
        }

        if (parts.Command)
        {
            MapCommand(app);
        }

        return app;
    }

    /// <summary>What every process has, whatever its parts.</summary>
    private static void AddPlatform(WebApplicationBuilder builder, GisParts parts)
    {
        builder.Logging.AddGisConsole(builder.Configuration);
        builder.WebHost.UseGisAddress(builder.Configuration);
        builder.Services.AddSingleton(parts);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddStores(parts);
        builder.AddBrokerAddress();
        builder.Services.AddRouteConstraints();
        builder.Services.AddProblems();
        builder.Services.AddAccess();
        builder.Services.AddCompression();
        builder.Services.AddHealth(parts);
        builder.Services.AddMetricsText();
        builder.Services.AddApiDocument();
    }

    /// <summary>The slices of the command part.</summary>
    private static void AddCommand(WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<PartitionKeeper>();
        builder.Services.AddReadModel();
        builder.Services.AddAccessCommands();
        builder.Services.AddLive();
        builder.Services.AddThings();
        builder.Services.AddDevices(builder.Configuration);
        builder.Services.AddDeliveries();
        builder.Services.AddAlarms();
        builder.Services.AddIncidents();
        builder.Services.AddDispatch(builder.Configuration);
        builder.Services.AddLayers();
        builder.Services.AddSheets();
        builder.Services.AddOneMap();
        builder.Services.AddPatches(builder.Configuration);
        builder.Services.AddChanges(builder.Configuration);
    }

    /// <summary>What every request passes, from the outside in.</summary>
    private static void UsePlatform(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseResponseCompression();
        app.UseViewer();
        app.UseRouting();
        app.UseAccess();
    }

    private static void MapPlatform(WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();
        app.MapOpenApi().AllowLoopbackOrSignedIn();
    }

    /// <summary>The routes of the command part.</summary>
    private static void MapCommand(WebApplication app)
    {
        app.MapAccess();
        app.MapLive();
        app.MapThings();
        app.MapDevices();
        app.MapDeliveries();
        app.MapAlarms();
        app.MapIncidents();
        app.MapDispatch();
        app.MapLayers();
        app.MapSheets();
        app.MapOneMap();
        app.MapPatches();
        app.MapChanges();
    }
}
