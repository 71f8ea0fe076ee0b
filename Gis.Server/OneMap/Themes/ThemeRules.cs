using System.Text.RegularExpressions;
using Gis.Server.Rules;

namespace Gis.Server.OneMap.Themes;

/// <summary>What a theme may be set to.</summary>
internal static partial class ThemeRules
{
    private const int MostFields = 64;
    private const int LongestName = 64;

    /// <param name="wish">As it came.</param>
    /// <param name="roles">The roles that the theme has: those that are known can be told by another name or left out, none can be added that nobody reads.</param>
    public static Result<ThemeWish> Set(ThemeWish wish, IReadOnlyCollection<string> roles) =>
        wish.Layer is null || !LayerId().IsMatch(wish.Layer) ? Refusal.Bad("layer", "the id of a layer: 2 … 49 small letters, digits and underscores, a letter first")
        : wish.Fields is null || wish.Fields.Count > MostFields ? Refusal.Bad("fields", $"an object of at most {MostFields} names of properties by role")
        : wish.Fields.Keys.FirstOrDefault(role => !roles.Contains(role)) is { } unknown ? Refusal.Bad($"fields.{Shown(unknown)}", string.Join(", ", roles.Order(StringComparer.Ordinal)))
        : wish.Fields.FirstOrDefault(field => !IsName(field.Value)) is { Key: { } role } ? Refusal.Bad($"fields.{role}", $"the name of a property: 1 … {LongestName} characters without control characters")
        : new ThemeWish(wish.Layer, wish.Fields);

    private static bool IsName(string? name) => name is { Length: > 0 and <= LongestName } && !name.Any(char.IsControl) && !name.Any(char.IsSurrogate);

    private static string Shown(string text) => text.Length > LongestName ? text[..LongestName] : text;

    [GeneratedRegex("^[a-z][a-z0-9_]{1,48}\\z")]
    private static partial Regex LayerId();
}
