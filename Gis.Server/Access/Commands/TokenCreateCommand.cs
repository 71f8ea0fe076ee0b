using System.Globalization;
using Gis.Server.Access.Accounts;
using Gis.Server.Access.Tokens;
using Gis.Server.Platform.Commands;
using Gis.Server.ReadModel;

namespace Gis.Server.Access.Commands;

/// <summary>Makes the token of a program or another department.</summary>
internal sealed class TokenCreateCommand : IServerCommand
{
    public string Name => "token create";

    public string Usage => "--role ROLE --area CODE [--layers a,b] --days N [--label TEXT]   prints a token for Authorization: Bearer";

    public async Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        var daysText = invocation.RequiredOption("days");
        if (!int.TryParse(daysText, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is 0 or > TokenStore.LongestDays)
        {
            throw new CommandFailedException($"--days {daysText} is not understood; accepted: 1 to {TokenStore.LongestDays}.");
        }

        await using var store = await CommandStore.OpenAsync(invocation, cancellationToken);
        var grant = PromptGrant.Of(
            invocation.RequiredOption("role"), invocation.RequiredOption("area"), invocation.Option("layers"), store.Areas);
        var made = await new TokenStore(store.Data, new GrantChanges())
            .IssueAsync(grant, days, invocation.Option("label"), Actor.Prompt, cancellationToken);
        await invocation.Output.WriteLineAsync(made.Token);
        return 0;
    }
}
