namespace Gis.Server.Platform.Commands;

/// <summary>What was typed behind a command's name, and the settings that hold for it.</summary>
internal sealed record CommandInvocation(
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyList<string> Raw,
    IConfiguration Configuration,
    TextWriter Output)
{
    /// <summary>The positional argument at this index, or a failure that names it.</summary>
    public string Argument(int index, string name) =>
        index < Arguments.Count ? Arguments[index] : throw new CommandFailedException($"{name} is missing.");

    public string? Option(string name) => Options.GetValueOrDefault(name);

    public string RequiredOption(string name) => Option(name) ?? throw new CommandFailedException($"--{name} is missing.");
}
