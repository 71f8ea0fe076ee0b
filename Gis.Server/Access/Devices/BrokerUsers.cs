using Gis.Ingest;
using Gis.Server.Platform;
using Gis.Server.Platform.Broker;
using Npgsql;

namespace Gis.Server.Access.Devices;

/// <summary>Renders the private broker's users and rights from the store, and tells a running broker to read them again.</summary>
internal static class BrokerUsers
{
    /// <summary>Under GIS_HOME/secrets: the password by which the parts themselves enter the broker.</summary>
    public const string SecretFile = "gis_broker";

    /// <summary>Writes <c>passwd</c> and <c>acl</c> into the folder; true when that changed anything. With <paramref name="field"/> false nobody but the parts may enter.</summary>
    public static async Task<bool> RenderAsync(
        NpgsqlDataSource store, IConfiguration configuration, string folder, bool field, CancellationToken cancellationToken)
    {
        var secret = await ReadSecretAsync(configuration, cancellationToken);
        var devices = field ? await DeviceCredentials.ReadAsync(store, cancellationToken) : [];
        var datastreams = await DeviceCredentials.ReadDatastreamsAsync(store, cancellationToken);
        var replay = Path.Combine(GisHome.SecretsOf(configuration), ReplayPass.SecretFile);
        List<(string User, string Hash)> users = [(BrokerAcl.SystemUser, HashOf(folder, BrokerAcl.SystemUser, secret)), .. devices];
        if (field && File.Exists(replay))
        {
            users.Add((BrokerAcl.ReplayUser, HashOf(folder, BrokerAcl.ReplayUser, (await File.ReadAllTextAsync(replay, cancellationToken)).Trim())));
        }

        return BrokerFiles.Write(folder, users, datastreams);
    }

    /// <summary>After a registration: where the system has a broker of its own, lets the new devices in at once.</summary>
    public static async Task<bool> RefreshAsync(NpgsqlDataSource store, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(GisHome.Of(configuration), "broker");
        return File.Exists(Path.Combine(folder, "passwd"))
            && await RenderAsync(store, configuration, folder, field: true, cancellationToken)
            && await BrokerProcess.ReadAgainAsync(GisHome.Of(configuration), cancellationToken);
    }

    private static async Task<string> ReadSecretAsync(IConfiguration configuration, CancellationToken cancellationToken) =>
        (await File.ReadAllTextAsync(Path.Combine(GisHome.SecretsOf(configuration), SecretFile), cancellationToken)).Trim();

    /// <summary>The line that stands already when it still fits, since a new salt would look like a change.</summary>
    private static string HashOf(string folder, string user, string secret)
    {
        var file = Path.Combine(folder, "passwd");
        var prefix = $"{user}:";
        var known = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..]
            : null;
        return known is not null && FieldPassword.Matches(known, secret) ? known : FieldPassword.Hash(secret);
    }
}
