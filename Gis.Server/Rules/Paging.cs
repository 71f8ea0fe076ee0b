using System.Globalization;

namespace Gis.Server.Rules;

/// <summary>What every list takes: how many rows, from which cursor on, and words separated by commas.</summary>
internal static class Paging
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 5000;

    public static Refusal? Check(int? limit) =>
        limit is < 1 or > MaxLimit ? Refusal.Bad("limit", $"a whole number 1 … {MaxLimit}") : null;

    public static Refusal? Check(string parameter, string? given, IReadOnlyCollection<string> choices) =>
        Words(given)?.FirstOrDefault(word => !choices.Contains(word)) is null ? null : Refusal.Bad(parameter, string.Join(", ", choices));

    /// <summary>Null where nothing was given, which restricts nothing.</summary>
    public static IReadOnlyList<string>? Words(string? given) =>
        string.IsNullOrWhiteSpace(given) ? null : given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The cursor of the next page: the id of the last row, when the page is full.</summary>
    public static string? Next<T>(IReadOnlyList<T> rows, int limit, Func<T, long> id) =>
        rows.Count < limit ? null : id(rows[^1]).ToString(CultureInfo.InvariantCulture);
}
