using System.Text.Json;
using Gis.Server.ReadModel;
using Npgsql;

namespace Gis.Server.Patches;

/// <summary>A theme of the one map whose layer is there: where its features lie and how their properties are named.</summary>
internal sealed record LandTheme(string Theme, string Layer, int Edition, IReadOnlyDictionary<string, string> Fields)
{
    public static async Task<IReadOnlyList<LandTheme>> ReadAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            SELECT t.theme, t.layer, l.edition, t.fields::text FROM land_theme t
            JOIN layer l ON l.id = t.layer AND l.kind = 'stored' AND l.geometry_kind = 'polygon' AND l.edition > 0 ORDER BY t.sort, t.theme
            """,
            connection);
        return await command.ListAsync(
            row => new LandTheme(row.GetString(0), row.GetString(1), row.GetInt32(2), JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(3)) ?? []), cancellationToken);
    }

    /// <summary>Name of the property for the first of these roles that the theme has; an empty one, which no feature has, where it has none.</summary>
    public string Field(params string[] roles) => roles.Select(role => Fields.GetValueOrDefault(role)).FirstOrDefault(name => name is not null) ?? "";
}
