using System.Globalization;
using Gis.Server.Platform.Commands;
using Npgsql;

namespace Gis.Server.Platform.Store;

/// <summary>Tells other programs where the store is, without any password.</summary>
internal sealed class StoreAddressCommand : IServerCommand
{
    public string Name => "store-address";

    public string Usage => "[--form npgsql|libpq]   prints where the store is, without user and password";

    public async Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        var settings = StoreSettings.From(invocation.Configuration);
        await invocation.Output.WriteLineAsync(invocation.Option("form") switch
        {
            null or "npgsql" => Npgsql(settings),
            "libpq" => Libpq(settings),
            var other => throw new CommandFailedException($"--form {other} is not understood; accepted is npgsql or libpq."),
        });
        return 0;
    }

    private static string Npgsql(StoreSettings settings) => new NpgsqlConnectionStringBuilder
    {
        Host = settings.Address.Host,
        Port = settings.Address.Port,
        SslMode = settings.Address.SslMode,
        Database = settings.Database,
    }.ConnectionString;

    private static string Libpq(StoreSettings settings) => string.Create(
        CultureInfo.InvariantCulture,
        $"host={Quoted(settings.Address.Host)} port={settings.Address.Port} dbname={Quoted(settings.Database)} sslmode={LibpqMode(settings.Address.SslMode)}");

    private static string Quoted(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static string LibpqMode(SslMode mode) => mode switch
    {
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };
}
