using Gis.Ingest;
using Gis.Server.Platform;
using Gis.Server.Platform.Store;
using Gis.Tiles;
using Npgsql;

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
        builder.Services.AddSingleton(parts);
        builder.Services.AddSingleton(TimeProvider.System);
        AddStores(builder, parts);
        AddParts(builder, parts);
        adjust?.Invoke(builder);

        var app = builder.Build();
        MapParts(app, parts);
        return app;
    }

    /// <summary>One data source per part, entered with the part's own role: keyed by the part's name, and for the command part also without a key.</summary>
    private static void AddStores(WebApplicationBuilder builder, GisParts parts)
    {
        var settings = StoreSettings.From(builder.Configuration);
        builder.Services.AddSingleton(settings);
        foreach (var (part, role) in parts.Named)
        {
            var connectionString = settings.ConnectionString(role, $"gis {part}");
            builder.Configuration[$"ConnectionStrings:{part}"] = connectionString;
            builder.Services.AddKeyedSingleton(part, (_, _) => NpgsqlDataSource.Create(connectionString));
        }

        if (parts.Command)
        {
            builder.Services.AddSingleton(services => services.GetRequiredKeyedService<NpgsqlDataSource>(GisParts.CommandName));
        }
    }

    private static void AddParts(WebApplicationBuilder builder, GisParts parts)
    {
        if (parts.Ingest)
        {
            builder.Services.AddIngest(builder.Configuration);
        }

        if (parts.Tiles)
        {
            builder.Services.AddTiles(builder.Configuration);
        }
    }

    private static void MapParts(WebApplication app, GisParts parts)
    {
        if (parts.Ingest)
        {
            app.MapIngest();
        }

        if (parts.Tiles)
        {
            app.MapTiles();
        }
    }
}
