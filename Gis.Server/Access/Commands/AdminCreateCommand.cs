using Gis.Server.Access.Accounts;
using Gis.Server.Access.SignIn;
using Gis.Server.Platform.Commands;

namespace Gis.Server.Access.Commands;

/// <summary>Lets the first people in, from the machine's own prompt.</summary>
internal sealed class AdminCreateCommand : IServerCommand
{
    public string Name => "admin create";

    public string Usage =>
        $"NAME [--role administrator[,…]] [--area CODE] [--{PromptPassword.Option}]   makes an account; prints the password it made";

    public async Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        var name = invocation.Argument(0, "NAME");
        if (!AccountName.IsValid(name))
        {
            throw new CommandFailedException($"The name {name} is not accepted; accepted: {AccountName.Accepted}.");
        }

        await using var store = await CommandStore.OpenAsync(invocation, cancellationToken);
        var area = await store.AreaAsync(invocation.Option("area"), cancellationToken);
        var roles = (invocation.Option("role") ?? Role.Administrator.Text()).Split(',', StringSplitOptions.TrimEntries);
        var grants = roles.Select(role => PromptGrant.Of(role, area, layers: null, store.Areas)).ToList();
        var (password, made) = await PromptPassword.TakeAsync(invocation, cancellationToken);
        using var passwords = new Passwords();
        if (await store.Accounts.CreateAsync(
            new NewAccount(name, name, Language: null, grants), passwords.Hash(password), Actor.Prompt, cancellationToken) is null)
        {
            throw new CommandFailedException($"There is an account {name} already; './gis admin reset-password {name}' gives it a new password.");
        }

        await invocation.Output.WriteLineAsync($"Account {name} can sign in as {string.Join(", ", roles)} in {area}.");
        if (made)
        {
            await invocation.Output.WriteLineAsync($"Password (shown this once): {password}");
        }

        return 0;
    }
}
