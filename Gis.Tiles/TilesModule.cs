using Gis.Tiles.Features;
using Gis.Tiles.Features.Exports;
using Gis.Tiles.Imagery;
using Gis.Tiles.Imagery.Import;
using Gis.Tiles.Imagery.Wmts;
using Gis.Tiles.Import;
using Gis.Tiles.Layers;
using Gis.Tiles.Problems;
using Gis.Tiles.Reading;
using Gis.Tiles.Records;
using Gis.Tiles.SensorThings;
using Gis.Tiles.Settings;
using Gis.Tiles.Sheets;
using Gis.Tiles.Styles;
using Gis.Tiles.Usage;
using Gis.Tiles.VectorTiles;
using Gis.Tiles.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Gis.Tiles;

/// <summary>The door of the tiles part: layers as vector tiles and features. Needs the store's data source under the key <c>tiles</c>.</summary>
public static class TilesModule
{
    internal const string StoreKey = "tiles";

    public static IServiceCollection AddTiles(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetConnectionString(ReadStores.StandbyKey) is { Length: > 0 })
        {
            services.AddHealthChecks().AddCheck<StandbyHealth>("store.tiles.standby");
        }

        services.TryAddSingleton(new ImportLimits());
        return services
            .AddPictures(configuration)
            .AddSingleton<PastReader>()
            .AddSingleton<ShownLayers>()
            .AddSingleton<LayerContents>()
            .AddSingleton<TileCutter>()
            .AddSingleton<TileStore>()
            .AddSingleton<BoxReader>()
            .AddSingleton<ItemReader>()
            .AddSingleton<FeatureWriter>()
            .AddSingleton<GdalExports>()
            .AddSingleton<FeatureExports>()
            .AddSingleton<RecordReader>()
            .AddSingleton<RecordCatalogue>()
            .AddSingleton<RecordWriter>()
            .AddSingleton<SettingsStore>()
            .AddSingleton<PropertyValues>()
            .AddSingleton<StyleReader>()
            .AddSingleton<StyleWriter>()
            .AddSingleton<UseCounter>()
            .AddSingleton<UseStore>()
            .AddSingleton<UsageReader>()
            .AddHostedService<StandbyKeeper>()
            .AddSingleton<ImportFolder>()
            .AddSingleton<ImportDesk>()
            .AddSingleton<ImportRuns>()
            .AddHostedService(services => services.GetRequiredService<ImportDesk>())
            .AddHostedService<UseKeeper>()
            .AddHostedService<SheetKeeper>();
    }

    /// <summary>The pictures alone, for a process that puts them on paper and serves no tiles; its store's data source stands under the same key. Asked for twice it is there once.</summary>
    public static IServiceCollection AddPictures(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TilesOptions>().Bind(configuration.GetSection("Tiles")).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<TilesMetrics>();
        services.TryAddSingleton<ReadStores>();
        services.TryAddSingleton<CatalogReader>();
        services.TryAddSingleton<Pyramids>();
        services.TryAddSingleton<ImageTiles>();
        services.TryAddSingleton<PictureDrawing>();
        services.TryAddSingleton<IPictureBook, PictureBook>();
        return services;
    }

    /// <summary>The OGC routes are open to whoever comes; each looks for itself which layers the caller may see.</summary>
    public static IEndpointRouteBuilder MapTiles(this IEndpointRouteBuilder endpoints)
    {
        var ogc = endpoints.MapGroup("/ogc").AllowAnonymous().WithTags("OGC API").AddEndpointFilter<BusyStore>().AddEndpointFilter<ReadAgain>();
        LandingEndpoint.Map(ogc);
        CollectionsEndpoint.Map(ogc);
        RecordsEndpoint.Map(ogc);
        ItemsEndpoint.Map(ogc);
        WriteEndpoint.Map(ogc);
        TilesetEndpoints.Map(ogc);
        TileEndpoint.Map(ogc);
        DatasetTilesetEndpoints.Map(ogc);
        DatasetTileEndpoint.Map(ogc);
        MapTilesetEndpoints.Map(ogc);
        ImageTileEndpoint.Map(ogc);
        ImageScenesEndpoint.Map(endpoints);
        WmtsEndpoint.Map(endpoints.MapGroup("/wmts").AllowAnonymous().WithTags("WMTS").AddEndpointFilter<BusyStore>().AddEndpointFilter<ReadAgain>());
        StylesEndpoint.Map(ogc);
        MapLayersEndpoint.Map(endpoints);
        SensorThingsEndpoint.Map(endpoints);
        CatalogueEndpoint.Map(endpoints);
        EditRecord.Map(endpoints);
        ManageStyles.Map(endpoints);
        ValuesEndpoint.Map(endpoints);
        SettingsEndpoint.Map(endpoints);
        UsageEndpoint.Map(endpoints);
        LayerImportEndpoints.Map(endpoints);
        EditionEndpoints.Map(endpoints);
        return endpoints;
    }

    /// <summary>Opens a layer to all without sign-in, or closes it again, in the name of <paramref name="actor"/>; false where there is no such layer.</summary>
    public static Task<bool> PublishLayerAsync(NpgsqlDataSource store, string layer, bool published, string actor, CancellationToken cancellationToken) =>
        LayerPublishing.SetAsync(store, layer, published, actor, cancellationToken);

    /// <summary>Makes a GeoTIFF a picture of an image layer, or throws <see cref="ImageRefusedException"/> with the reason; cancelled or refused it leaves nothing behind.</summary>
    public static Task<ImageReport> ImportImageAsync(
        NpgsqlDataSource store, IConfiguration configuration, ImageWish wish, IProgress<ImageProgress> progress, CancellationToken cancellationToken) =>
        new ImageImport(store, ImageFolder.Of(configuration), new ImageLimits(), progress).RunAsync(wish, cancellationToken);

    /// <summary>Reads the areas of a file that others made, for a part that keeps them itself, or throws <see cref="FileRefusedException"/> with the reason.</summary>
    public static Task<FileReading> ReadAreasAsync(
        NpgsqlDataSource store, IConfiguration configuration, Stream body, long? length, string? crs, CancellationToken cancellationToken) =>
        new AreaFile(store, configuration, new ImportLimits()).ReadAsync(body, length, crs, cancellationToken);
}
