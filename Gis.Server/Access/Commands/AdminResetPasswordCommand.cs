using Gis.Server.Access.Accounts;
using Gis.Server.Access.SignIn;
using Gis.Server.Platform.Commands;

namespace Gis.Server.Access.Commands;

/// <summary>Gives somebody a new password and ends his sessions.</summary>
internal sealed class AdminResetPasswordCommand : IServerCommand
{
    public string Name => "admin reset-password";

    public string Usage => $"NAME [--{PromptPassword.Option}]   sets a new password and ends all sessions of the account";

    public async Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        var name = invocation.Argument(0, "NAME");
        await using var store = await CommandStore.OpenAsync(invocation, cancellationToken);
        var (password, made) = await PromptPassword.TakeAsync(invocation, cancellationToken);
        using var passwords = new Passwords();
        if (!await store.Accounts.SetPasswordAsync(name, passwords.Hash(password), Actor.Prompt, cancellationToken))
        {
            throw new CommandFailedException($"There is no open account {name}.");
        }

        await invocation.Output.WriteLineAsync(made ? $"New password of {name} (shown this once): {password}" : $"The password of {name} is set.");
        return 0;
    }
}
