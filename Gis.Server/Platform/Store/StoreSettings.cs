using System.Globalization;
using Npgsql;

namespace Gis.Server.Platform.Store;

/// <summary>Where the store is, and which password lets each role in.</summary>
public sealed class StoreSettings(StoreAddress address, string database, string passwordFolder, StoreAdministrator administrator, int poolSize)
{
    public const string GivenDatabaseKey = "GIS_DATABASE";
    public const string StandbyKey = "GIS_STANDBY";

    /// <summary>How long a part that has a standby waits for a server to take its connection.</summary>
    private const int StandbyConnectsSeconds = 2;

    /// <summary>How soon a primary that did not answer is tried again.</summary>
    private const int PrimaryTriedEverySeconds = 1;

    /// <summary>How long an act at the prompt waits for another on the same things.</summary>
    public const int PromptWaitsSeconds = 60;

    public StoreAddress Address { get; } = address;

    public string Database { get; } = database;

    /// <summary>One file per role, named after it, readable by its owner only.</summary>
    public string PasswordFolder { get; } = passwordFolder;

    /// <summary>Where a hot standby of the same store listens; null where there is none. Roles, passwords and database are those of the primary.</summary>
    public StoreAddress? Standby { get; private init; }

    /// <summary>The user that makes roles and database; parts never use it.</summary>
    public StoreAdministrator Administrator { get; } = administrator;

    public static StoreSettings From(IConfiguration configuration)
    {
        var passwords = configuration["Store:PasswordFolder"] ?? GisHome.SecretsOf(configuration);
        var poolSize = configuration.GetValue("Store:PoolSize", 15);
        if (configuration[GivenDatabaseKey] is { Length: > 0 } given)
        {
            var url = StoreUrl.Parse(given);
            return new StoreSettings(url.Address, url.Database, passwords, url.Administrator, poolSize) { Standby = StandbyOf(configuration, url.Address.SslMode) };
        }

        var address = new StoreAddress(
            configuration["Store:Host"] ?? "127.0.0.1",
            configuration.GetValue<int?>("Store:Port") ?? configuration.GetValue("GIS_PG_PORT", 54320),
            SslMode.Prefer);
        return new StoreSettings(address, configuration["Store:Database"] ?? "gis", passwords, new StoreAdministrator("postgres", Password: null), poolSize)
        {
            Standby = StandbyOf(configuration, address.SslMode),
        };
    }

    /// <summary>The connection string of a role; the application name shows in pg_stat_activity.</summary>
    public string ConnectionString(string role, string applicationName, string? database = null) =>
        Builder(role, PasswordOf(role), applicationName, database).ConnectionString;

    /// <summary>The same at the standby; null where there is none.</summary>
    public string? StandbyConnectionString(string role, string applicationName)
    {
        if (Standby is not { } standby)
        {
            return null;
        }

        var builder = Builder(role, PasswordOf(role), applicationName, database: null);
        (builder.Host, builder.Port, builder.Timeout) = (standby.Host, standby.Port, StandbyConnectsSeconds);
        return builder.ConnectionString;
    }

    /// <summary>At the primary while it answers, else at the standby: for Npgsql's data source of several hosts.</summary>
    public string? EitherConnectionString(string role, string applicationName)
    {
        if (Standby is not { } standby)
        {
            return null;
        }

        var builder = Builder(role, PasswordOf(role), applicationName, database: null);
        builder.Host = string.Create(CultureInfo.InvariantCulture, $"{Address.Host}:{Address.Port},{standby.Host}:{standby.Port}");
        (builder.Timeout, builder.HostRecheckSeconds) = (StandbyConnectsSeconds, PrimaryTriedEverySeconds);
        return builder.ConnectionString;
    }

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

    /// <summary>As <c>host:port</c>; a host that begins with a slash is the folder of its socket.</summary>
    private static StoreAddress? StandbyOf(IConfiguration configuration, SslMode sslMode)
    {
        if ((configuration[StandbyKey] ?? configuration["Store:Standby"]) is not { Length: > 0 } text)
        {
            return null;
        }

        var colon = text.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? new StoreAddress(text[..colon].Trim('[', ']'), port, sslMode)
            : throw new StoreRefusedException($"{StandbyKey}={text} is not understood; accepted is host:port of a hot standby, such as 10.0.0.2:5432.");
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
