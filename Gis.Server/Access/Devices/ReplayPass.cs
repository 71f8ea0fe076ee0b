using System.Globalization;
using Gis.Ingest;
using Gis.Server.Platform;
using Gis.Server.Platform.Broker;
using Gis.Server.Platform.Commands;
using Npgsql;

namespace Gis.Server.Access.Devices;

/// <summary>
/// How a replay enters the broker. The private broker knows its user for as long as the replay lasts, by a password drawn for it alone; at a broker of the
/// customer's own the environment says who we are.
/// </summary>
internal sealed class ReplayPass : IAsyncDisposable
{
    /// <summary>Under GIS_HOME/secrets, while a replay lasts.</summary>
    public const string SecretFile = "gis_replay";

    /// <summary>Names a user of a broker that is not ours, who may publish for the things of the recording.</summary>
    public const string AddressKey = "GIS_REPLAY_BROKER";

    private readonly NpgsqlDataSource _store;
    private readonly IConfiguration _configuration;
    private readonly FileStream? _turn;

    private ReplayPass(NpgsqlDataSource store, IConfiguration configuration, FileStream? turn, string address)
    {
        _store = store;
        _configuration = configuration;
        _turn = turn;
        Address = address;
    }

    /// <summary>With the password: never to be printed.</summary>
    public string Address { get; }

    public static async Task<ReplayPass> TakeAsync(NpgsqlDataSource store, IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (configuration[AddressKey] is { Length: > 0 } given)
        {
            return new ReplayPass(store, configuration, turn: null, given);
        }

        if (configuration[BrokerSetup.UriKey] is { Length: > 0 } || configuration["GIS_BROKER"] is { Length: > 0 })
        {
            throw new CommandFailedException(
                $"The broker is not this system's own: set {AddressKey}=mqtt[s]://user:password@host:port to a user of it who may publish for the things of the recording.");
        }

        var secret = FieldPassword.Random();
        var address = string.Create(
            CultureInfo.InvariantCulture,
            $"mqtt://{BrokerAcl.ReplayUser}:{Uri.EscapeDataString(secret)}@127.0.0.1:{configuration.GetValue("GIS_MQTT_PORT", 1883)}");
        var pass = new ReplayPass(store, configuration, TakeTurn(configuration), address);
        try
        {
            await pass.AdmitAsync(secret, cancellationToken);
            return pass;
        }
        catch
        {
            await pass.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_turn is null)
        {
            return;
        }

        File.Delete(SecretPath());
        await BrokerUsers.RefreshAsync(_store, _configuration, CancellationToken.None);
        await _turn.DisposeAsync();
    }

    private async Task AdmitAsync(string secret, CancellationToken cancellationToken)
    {
        if (BrokerUsers.IsShut(_configuration))
        {
            throw new CommandFailedException(
                "The broker lets nobody of the field in yet: no ingest has subscribed since it was started, and what it is sent now would be lost. "
                + "Start one ('./gis up --detach --parts ingest'), then replay.");
        }

        File.Delete(SecretPath());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        await using (var file = new StreamWriter(SecretPath(), options))
        {
            await file.WriteAsync(secret);
        }

        if (!await BrokerUsers.RefreshAsync(_store, _configuration, cancellationToken))
        {
            throw new CommandFailedException("The broker of this system does not run; './gis status' tells more.");
        }
    }

    private string SecretPath() => Path.Combine(GisHome.SecretsOf(_configuration), SecretFile);

    private static FileStream TakeTurn(IConfiguration configuration)
    {
        try
        {
            return new FileStream(Path.Combine(GisHome.Of(configuration), "replay.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException)
        {
            throw new CommandFailedException("Another './gis replay' is at work on this system.");
        }
    }
}
