using System.Globalization;
using Npgsql;

namespace Gis.Server.Platform.Store;

/// <summary>Where the store is, and which password lets each role in.</summary>
public sealed class StoreSettings(StoreAddress address, string database, string passwordFolder, StoreAdministrator administrator, int poolSize)
{
    public const string GivenDatabaseKey = "GIS_DATABASE";

    /// <summary>How long an act at the prompt waits for another on the same things.</summary>
    public const int PromptWaitsSeconds = 60;

    public StoreAddress Address { get; } = address;

    public string Database { get; } = database;

    /// <summary>One file per role, named after it, readable by its owner only.</summary>
    public string PasswordFolder { get; } = passwordFolder;

    /// <summary>The user that makes roles and database; parts never use it.</summary>
    public StoreAdministrator Administrator { get; } = administrator;

    public static StoreSettings From(IConfiguration configuration)
    {
        var passwords = configuration["Store:PasswordFolder"] ?? GisHome.SecretsOf(configuration);
        var poolSize = configuration.GetValue("Store:PoolSize", 15);
        if (configuration[GivenDatabaseKey] is { Length: > 0 } given)
        {
            var url = StoreUrl.Parse(given);
            return new StoreSettings(url.Address, url.Database, passwords, url.Administrator, poolSize);
        }

        var address = new StoreAddress(
            configuration["Store:Host"] ?? "127.0.0.1",
            configuration.GetValue<int?>("Store:Port") ?? configuration.GetValue("GIS_PG_PORT", 54320),
            SslMode.Prefer);
        return new StoreSettings(
            address, configuration["Store:Database"] ?? "gis", passwords, new StoreAdministrator("postgres", Password: null), poolSize);
    }

    /// <summary>The connection string of a role; the application name shows in pg_stat_activity.</summary>
    public string ConnectionString(string role, string applicationName, string? database = null) =>
        Builder(role, PasswordOf(role), applicationName, database).ConnectionString;

    /// <summary>
    /// The same for an act at the machine's own prompt: whoever typed it would rather wait for another act to end than type it again, while a part
    /// that serves many waits no longer than its role's lock_timeout.
    /// </summary>
    public string PromptConnectionString(string role, string applicationName)
    {
        var builder = Builder(role, PasswordOf(role), applicationName, database: null);
        builder.Options = string.Create(CultureInfo.InvariantCulture, $"-c lock_timeout={PromptWaitsSeconds}s");
        return builder.ConnectionString;
    }

    /// <summary>Unpooled, for the few statements that make roles, database and extensions.</summary>
    public string AdministratorConnectionString(string? database = null)
    {
        var builder = Builder(
            Administrator.User, Administrator.Password ?? PasswordOf(Administrator.User), "gis migrate", database);
        builder.Pooling = false;
        return builder.ConnectionString;
    }

    /// <summary>Unpooled, so that nothing stays connected once the schema stands.</summary>
    public string MigrationConnectionString()
    {
        var builder = Builder(StoreRole.Owner, PasswordOf(StoreRole.Owner), "gis migrate", Database);
        builder.Pooling = false;
        builder.CommandTimeout = 0;
        return builder.ConnectionString;
    }

    public string PasswordOf(string role)
    {
        var file = Path.Combine(PasswordFolder, role);
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StoreRefusedException($"The password of the database role {role} is missing: the file {file} does not exist. './gis up' makes it.", e);
        }
    }

    private NpgsqlConnectionStringBuilder Builder(string user, string password, string applicationName, string? database) => new()
    {
        Host = Address.Host,
        Port = Address.Port,
        SslMode = Address.SslMode,
        Database = database ?? Database,
        Username = user,
        Password = password,
        ApplicationName = applicationName,
        Timezone = "UTC",
        MaxPoolSize = poolSize,
        IncludeErrorDetail = true,
        LogParameters = false,
    };
}
