using Npgsql;

namespace Gis.Server.Platform.Store;

/// <summary>Opens the store for each part with the part's own role.</summary>
internal static class StoreSetup
{
    /// <summary>Under this key lies where callers are looked up: at the primary, and where that is away at the standby.</summary>
    public const string CallersKey = "callers";

    /// <summary>
    /// One data source per open part, keyed by the part's name; the command part's also without a key. The connection string stands in the
    /// configuration as <c>ConnectionStrings:part</c> for what needs a connection of its own, such as LISTEN.
    /// </summary>
    public static void AddStores(this WebApplicationBuilder builder, GisParts parts)
    {
        var settings = StoreSettings.From(builder.Configuration);
        builder.Services.AddSingleton(settings);
        foreach (var (part, role) in parts.Named)
        {
            var connectionString = settings.ConnectionString(role, $"gis {part}");
            builder.Configuration[$"ConnectionStrings:{part}"] = connectionString;
            builder.Services.AddKeyedSingleton(part, (_, _) => NpgsqlDataSource.Create(connectionString));
        }

        if (parts.Command && !parts.Tiles)
        {
            // Pictures are put on paper here though no tiles are served: their catalogue is read with the command part's role.
            builder.Configuration[$"ConnectionStrings:{GisParts.TilesName}"] = builder.Configuration[$"ConnectionStrings:{GisParts.CommandName}"];
            builder.Services.AddKeyedSingleton(GisParts.TilesName, (services, _) => services.GetRequiredKeyedService<NpgsqlDataSource>(GisParts.CommandName));
        }

        if (parts.Tiles && settings.StandbyConnectionString(StoreRole.Tiles, "gis tiles standby") is { } standby)
        {
            builder.Configuration[$"ConnectionStrings:{GisParts.TilesName}.standby"] = standby;
        }

        builder.Services.AddKeyedSingleton(CallersKey, (services, _) => CallersOf(services, settings, parts.Named[0]));
        if (parts.Command)
        {
            builder.Services.AddSingleton(services => services.GetRequiredKeyedService<NpgsqlDataSource>(GisParts.CommandName));
        }
    }

    private static NpgsqlDataSource CallersOf(IServiceProvider services, StoreSettings settings, (string Part, string Role) part) =>
        settings.EitherConnectionString(part.Role, "gis callers") is { } either
            ? new NpgsqlDataSourceBuilder(either).BuildMultiHost().WithTargetSession(TargetSessionAttributes.PreferPrimary)
            : services.GetRequiredKeyedService<NpgsqlDataSource>(part.Part);
}
