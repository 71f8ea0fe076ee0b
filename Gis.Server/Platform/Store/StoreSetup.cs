using Npgsql;

namespace Gis.Server.Platform.Store;

/// <summary>Opens the store for each part with the part's own role.</summary>
internal static class StoreSetup
{
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

        if (parts.Command)
        {
            builder.Services.AddSingleton(services => services.GetRequiredKeyedService<NpgsqlDataSource>(GisParts.CommandName));
        }
    }
}
