namespace Gis.BaseMap.Sources;

/// <summary>How official place names are spelled in pinyin, one syllable a character, as computed when the sources were fetched.</summary>
internal sealed class Pinyin(IReadOnlyDictionary<string, IReadOnlyList<string>> syllables)
{
    // Longest first, so that "满族自治县" is not taken for "县".
    private static readonly string[] Suffixes =
        ["满族蒙古族自治县", "蒙古族自治县", "满族自治县", "回族自治县", "自治区", "自治州", "街道", "地区", "省", "市", "县", "区", "镇", "乡", "盟", "旗"];

    public static Pinyin Read(IEnumerable<string> lines) => new(lines
        .Select(line => line.Split('\t'))
        .ToDictionary(fields => fields[0], fields => (IReadOnlyList<string>)fields[1].Split(' '), StringComparer.Ordinal));

    public static string Stem(string nameZh) =>
        Array.Find(Suffixes, suffix => nameZh.EndsWith(suffix, StringComparison.Ordinal) && nameZh.Length > suffix.Length + 1) is { } found
            ? nameZh[..^found.Length]
            : nameZh;

    /// <summary>The spelling of the name without its kind, letters only; null when the name is not in the table.</summary>
    public string? Key(string nameZh) =>
        syllables.TryGetValue(nameZh, out var spelled) ? string.Concat(spelled.Take(Stem(nameZh).Length)) : null;

    /// <summary>A foreign spelling reduced to what <see cref="Key"/> gives: lower-case letters.</summary>
    public static string Letters(string name) => string.Concat(name.ToLowerInvariant().Replace('ü', 'v').Where(char.IsAsciiLetterLower));
}
