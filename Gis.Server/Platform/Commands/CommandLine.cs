using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Gis.Server.Platform.Store;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gis.Server.Platform.Commands;

/// <summary>Finds the command that was typed and runs it; without one the program serves.</summary>
internal sealed partial class CommandLine(IReadOnlyList<IServerCommand> commands, TextWriter output, TextWriter errors)
{
    private const int Failed = 1;
    private const int Misused = 2;

    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var words = args.TakeWhile(arg => !arg.StartsWith('-')).ToList();
        var command = words.Count == 0 ? commands[0] : Find(words);
        if (command is null || args.Contains("--help"))
        {
            await WriteUsageAsync(command is null ? errors : output);
            return command is null ? Misused : 0;
        }

        try
        {
            var invocation = Invoke(args[(words.Count == 0 ? 0 : WordsOf(command))..]);
            RequireKnown(command, invocation);
            return await command.RunAsync(invocation, cancellationToken);
        }
        catch (Exception e) when (e is CommandFailedException or StoreRefusedException or OptionsValidationException)
        {
            await errors.WriteLineAsync(e.Message);
            return Failed;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await errors.WriteLineAsync(
                $"Nothing was changed: another act on the same things did not end within {StoreSettings.PromptWaitsSeconds} s. Try again.");
            return Failed;
        }
        catch (NpgsqlException e) when (e.InnerException is SocketException or IOException)
        {
            await errors.WriteLineAsync($"The store does not answer: {e.Message}. Is it running? './gis status' tells.");
            return Failed;
        }
    }

    private IServerCommand? Find(List<string> words) =>
        commands.Where(command => words.Count >= WordsOf(command)
                && string.Join(' ', words.Take(WordsOf(command))) == command.Name)
            .MaxBy(WordsOf);

    private CommandInvocation Invoke(string[] rest)
    {
        var arguments = new List<string>();
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < rest.Length; i++)
        {
            if (!rest[i].StartsWith("--", StringComparison.Ordinal))
            {
                arguments.Add(rest[i]);
                continue;
            }

            var pair = rest[i][2..].Split('=', 2);
            options[pair[0]] = pair.Length == 2 ? pair[1]
                : i + 1 < rest.Length && !rest[i + 1].StartsWith("--", StringComparison.Ordinal) ? rest[++i]
                : "true";
        }

        var configuration = new ConfigurationBuilder()
            .AddEnvironmentVariables()
            .AddInMemoryCollection(options.Select(option => KeyValuePair.Create(option.Key, (string?)option.Value)))
            .Build();
        return new CommandInvocation(arguments, options, rest, configuration, output);
    }

    /// <summary>
    /// A mistyped option must not be taken for none: "replay FILE --chek" would send. A command takes what its usage names, and settings (Store:Host, GIS_HOME);
    /// for serving all are settings.
    /// </summary>
    private void RequireKnown(IServerCommand command, CommandInvocation invocation)
    {
        if (command == commands[0])
        {
            return;
        }

        var taken = OptionName().Matches(command.Usage).Select(match => match.Value).ToList();
        // Settings begin with a capital letter: Store:Host, Parts, GIS_HOME.
        var unknown = invocation.Options.Keys.Where(key => key.Length == 0 || !char.IsAsciiLetterUpper(key[0])).Select(key => $"--{key}")
            .FirstOrDefault(key => !taken.Contains(key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
        {
            throw new CommandFailedException(
                $"{command.Name} does not know {unknown}; it takes {(taken.Count == 0 ? "no options" : string.Join(", ", taken))}.");
        }
    }

    [GeneratedRegex("--[a-z][a-z-]*", RegexOptions.CultureInvariant)]
    private static partial Regex OptionName();

    private async Task WriteUsageAsync(TextWriter to)
    {
        await to.WriteLineAsync("Usage: Gis.Server [COMMAND] [--key value …]   (without a command: serve)");
        foreach (var command in commands)
        {
            await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {command.Name} {command.Usage}"));
        }
    }

    private static int WordsOf(IServerCommand command) => command.Name.Count(c => c == ' ') + 1;
}
