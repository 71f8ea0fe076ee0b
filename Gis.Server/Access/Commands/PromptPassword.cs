using Gis.Server.Access.SignIn;
using Gis.Server.Platform.Commands;

namespace Gis.Server.Access.Commands;

/// <summary>The password of a command: the first line of standard input with <c>--password-stdin</c>, else made here and shown once.</summary>
internal static class PromptPassword
{
    public const string Option = "password-stdin";

    public static async Task<(string Password, bool Made)> TakeAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Option(Option) is null)
        {
            return (Passwords.Random(), true);
        }

        var line = await Console.In.ReadLineAsync(cancellationToken);
        return line is not null && Passwords.IsAcceptable(line)
            ? (line, false)
            : throw new CommandFailedException($"The password on standard input is not accepted: {Passwords.Accepted}, in one line.");
    }
}
