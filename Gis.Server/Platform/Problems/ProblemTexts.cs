using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gis.Ingest;
using Gis.Tiles;

namespace Gis.Server.Platform.Problems;

/// <summary>The sentences behind the problem codes, gathered from the file <c>problems.json</c> of each slice and part: code → language → text.</summary>
internal sealed partial class ProblemTexts
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, Dictionary<string, ProblemText>> _texts = new(StringComparer.Ordinal);

    public ProblemTexts()
    {
        foreach (var assembly in (Assembly[])[typeof(ProblemTexts).Assembly, typeof(IngestModule).Assembly, typeof(TilesModule).Assembly])
        {
            foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith("problems.json", StringComparison.Ordinal)))
            {
                Add(assembly, name);
            }
        }
    }

    public IReadOnlyDictionary<string, Dictionary<string, ProblemText>> All => _texts;

    public ProblemText? Find(string code, string language) =>
        _texts.TryGetValue(code, out var texts) && texts.TryGetValue(language, out var text) ? text : null;

    public static string Fill(string template, IDictionary<string, object?> parameters) =>
        Placeholder().Replace(template, match => parameters.TryGetValue(match.Groups[1].Value, out var value) ? $"{value}" : match.Value);

    private void Add(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var texts = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, ProblemText>>>(stream, Json)!;
        foreach (var (code, byLanguage) in texts)
        {
            _texts.Add(code, byLanguage);
        }
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
