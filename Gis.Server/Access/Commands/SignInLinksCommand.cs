using System.Globalization;
using System.Text.Json;
using Gis.Server.Platform;
using Gis.Server.Platform.Commands;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Access.Commands;

/// <summary>
/// Prints links that sign somebody in once, within ten minutes, on this machine. The secret stands in the fragment, which a browser never sends, and
/// the viewer spends it only after a click. Without names it makes them for the accounts that the demo set up under GIS_HOME.
/// </summary>
internal sealed class SignInLinksCommand : IServerCommand
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public string Name => "sign-in-links";

    public string Usage => "[NAME …]   prints one-time sign-in links for this machine's own browser";

    public async Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        var names = invocation.Arguments.Count > 0 ? invocation.Arguments : await DemoNamesAsync(invocation.Configuration, cancellationToken);
        var port = invocation.Configuration["GIS_HTTP_PORT"] is { Length: > 0 } given ? given : "8080";
        await using var store = await CommandStore.OpenAsync(invocation, cancellationToken);
        var width = names.Select(name => name.Length).DefaultIfEmpty().Max();
        foreach (var name in names)
        {
            var token = await MakeAsync(store.Data, name, cancellationToken)
                ?? throw new CommandFailedException($"There is no open account {name}.");
            await invocation.Output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{name.PadRight(width)}  http://127.0.0.1:{port}/#link={token}&as={name}"));
        }

        return 0;
    }

    private static async Task<string?> MakeAsync(NpgsqlDataSource store, string name, CancellationToken cancellationToken)
    {
        var token = SecretToken.New();
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        var account = await transaction.ScalarAsync<long>(
            """
            INSERT INTO session (token_hash, account_id, kind, label, expires_at)
            SELECT $1, id, $2, 'prompt', now() + $3 FROM account WHERE name = $4 AND disabled_at IS NULL
            RETURNING account_id
            """,
            cancellationToken, SecretToken.Hash(token)!, SessionKind.SignInLink, Life, name);
        if (account == 0)
        {
            return null;
        }

        transaction.Audit(Trail.Of(null, Trail.Prompt, "session.link", "account", account));
        await transaction.CommitAsync(cancellationToken);
        return token;
    }

    private static async Task<IReadOnlyList<string>> DemoNamesAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var file = Path.Combine(GisHome.Of(configuration), "demo", "accounts.json");
        if (!File.Exists(file))
        {
            return [];
        }

        await using var stream = File.OpenRead(file);
        using var accounts = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        return [.. accounts.RootElement.EnumerateArray().Select(account => account.GetProperty("name").GetString()!)];
    }
}
