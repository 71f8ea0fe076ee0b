using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Npgsql;

namespace Gis.Server.Land;

/// <summary>The themes whose layers a reader may see, by the rules of the catalogue: published to all, or by a grant that names the layer or names none.</summary>
internal sealed record LandSources(IReadOnlyDictionary<string, LandSource> ByTheme)
{
    private const string Sql =
        """
        SELECT t.theme, t.layer, t.fields::text, l.edition, l.published
        FROM (SELECT theme, layer, fields, sort FROM land_theme UNION ALL SELECT $1, $1, '{}', 32767) t
        JOIN layer l ON l.id = t.layer AND l.kind = 'stored' AND l.edition > 0
        ORDER BY t.sort
        """;

    /// <summary>The layer of county outlines, which is no theme of land but divides it.</summary>
    public const string Counties = "counties";

    public LandSource? Find(string theme) => ByTheme.GetValueOrDefault(theme);

    public bool Sees(string theme) => ByTheme.ContainsKey(theme);

    /// <param name="connection">An open connection to the store.</param>
    /// <param name="caller">Null for the system itself, which sees everything.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LandSources> ReadAsync(NpgsqlConnection connection, Caller? caller, CancellationToken cancellationToken)
    {
        var tops = await TopsAsync(connection, cancellationToken);
        await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new() { Value = Counties } } };
        var found = await command.ListAsync(row => (Theme: ThemeOf(row), Edition: row.GetInt32(3), Published: row.GetBoolean(4)), cancellationToken);
        return new LandSources(found
            .Select(one => Of(one.Theme, one.Edition, one.Published, caller, tops))
            .OfType<LandSource>()
            .ToDictionary(source => source.Theme.Theme, StringComparer.Ordinal));
    }

    private static LandSource? Of(LandTheme theme, int edition, bool published, Caller? caller, string[] tops)
    {
        if (published || caller is null)
        {
            return new LandSource(theme, edition, IsWhole: true, [], IsTop: true);
        }

        string[] roots = [.. caller.Grants
            .Where(grant => grant.Layers is null || grant.Layers.Contains(theme.Layer, StringComparer.Ordinal))
            .Select(grant => grant.AreaCode).Distinct(StringComparer.Ordinal)];
        return roots.Length == 0 ? null : new LandSource(theme, edition, IsWhole: false, roots, roots.Intersect(tops).Any());
    }

    private static LandTheme ThemeOf(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(2))!);

    private static async Task<string[]> TopsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT code FROM area WHERE parent_code IS NULL AND valid_to IS NULL", connection);
        return [.. await command.ListAsync(row => row.GetString(0), cancellationToken)];
    }
}
