using System.Globalization;
using Npgsql;

namespace Gis.Ingest.Replay;

/// <summary>The observed properties, found by code or by one of their names however it is written: <c>PM2.5</c>, <c>pm25</c>, <c>SO₂</c>, <c>化学需氧量</c>.</summary>
internal sealed class PropertyBook
{
    private const string Sql = "SELECT code, name_zh, name_en, short FROM observed_property ORDER BY code";

    private readonly HashSet<string> _codes = [];
    private readonly Dictionary<string, string> _names = [];

    /// <summary>The code behind a name; null when there is none, or when several properties are called so.</summary>
    public string? Find(string name) =>
        _codes.Contains(name) ? name : _names.GetValueOrDefault(Plain(name)) is { Length: > 0 } code ? code : null;

    public void Add(string code, params IReadOnlyList<string> names)
    {
        _codes.Add(code);
        foreach (var plain in names.Append(code).Select(Plain).Where(plain => plain.Length > 0).Distinct())
        {
            _names[plain] = _names.TryGetValue(plain, out var other) && other != code ? "" : code;
        }
    }

    public static async Task<PropertyBook> LoadAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        var book = new PropertyBook();
        await using var command = store.CreateCommand(Sql);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            book.Add(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3));
        }

        return book;
    }

    /// <summary>Letters and digits alone, small, with lowered digits raised.</summary>
    private static string Plain(string name) => string.Concat(name
        .Select(c => c is >= '₀' and <= '₉' ? (char)(c - '₀' + '0') : char.ToLower(c, CultureInfo.InvariantCulture))
        .Where(char.IsLetterOrDigit));
}
