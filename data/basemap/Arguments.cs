namespace Gis.BaseMap;

/// <summary>The command line: words, and options written as "--name value".</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    public Arguments(IReadOnlyList<string> arguments)
    {
        var words = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(arguments[i]);
            }
            else if (i + 1 < arguments.Count)
            {
                _options[arguments[i][2..]] = arguments[++i];
            }
            else
            {
                throw new UsageException($"{arguments[i]} needs a value.");
            }
        }

        Words = words;
    }

    public IReadOnlyList<string> Words { get; }

    public string Option(string name) => _options.TryGetValue(name, out var value) ? value : throw new UsageException($"--{name} is missing.");

    public string? Optional(string name) => _options.GetValueOrDefault(name);
}
