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

    /// <summary>Lies beside <c>passwd</c> while nobody but the parts may enter: the broker would acknowledge what nobody has subscribed to yet.</summary>
    private const string ShutFile = "field-shut";

    /// <summary>Under GIS_HOME: who holds it writes the files, so that who opens the gate is not undone by who read it as shut.</summary>
    private const string TurnFile = "broker.lock";

    private static readonly TimeSpan TurnWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AsksForTurnEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>Writes <c>passwd</c> and <c>acl</c> into the folder; true when that changed anything. With <paramref name="field"/> false nobody but the parts may enter.</summary>
    public static async Task<bool> RenderAsync(
        NpgsqlDataSource store, IConfiguration configuration, string folder, bool field, CancellationToken cancellationToken)
    {
        await using var turn = await TakeTurnAsync(configuration, cancellationToken);
        if (field)
        {
            File.Delete(Path.Combine(folder, ShutFile));
        }
        else
        {
            await File.WriteAllTextAsync(Path.Combine(folder, ShutFile), "", cancellationToken);
        }

        return await WriteAsync(store, configuration, folder, field, cancellationToken);
    }

    /// <summary>After a registration: where the system has a broker of its own, lets the new devices in at once, unless the field as a whole waits before the gate.</summary>
    public static async Task<bool> RefreshAsync(NpgsqlDataSource store, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var folder = FolderOf(configuration);
        if (!File.Exists(Path.Combine(folder, "passwd")))
        {
            return false;
        }

        await using var turn = await TakeTurnAsync(configuration, cancellationToken);
        return await WriteAsync(store, configuration, folder, field: !IsShut(configuration), cancellationToken)
            && await BrokerProcess.ReadAgainAsync(GisHome.Of(configuration), cancellationToken);
    }

    /// <summary>True while the private broker lets nobody of the field in, for no ingest has subscribed since its start.</summary>
    public static bool IsShut(IConfiguration configuration) => File.Exists(Path.Combine(FolderOf(configuration), ShutFile));

    private static string FolderOf(IConfiguration configuration) => Path.Combine(GisHome.Of(configuration), "broker");

    private static async Task<bool> WriteAsync(
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

    private static async Task<FileStream> TakeTurnAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TurnWithin);
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(GisHome.Of(configuration), TurnFile), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (!limit.IsCancellationRequested)
            {
                await Task.Delay(AsksForTurnEvery, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
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
