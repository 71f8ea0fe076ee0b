using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.OneMap.Themes;

/// <summary>A theme of the one map: its layer, and under which names the properties are told.</summary>
/// <param name="Fields">Role → name of the property.</param>
internal sealed record ThemeRow(string Theme, string Layer, IReadOnlyDictionary<string, string> Fields, int Sort);

/// <summary>GET /api/land/themes: which layer carries which theme. It names layers, and tells of none of them whether it exists.</summary>
internal static class ListThemes
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/land/themes", HandleAsync).AllowReaders().WithName("ListLandThemes");

    private static async Task<Ok<Page<ThemeRow>>> HandleAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT theme, layer, fields::text, sort FROM land_theme ORDER BY sort, theme");
        var themes = await command.ListAsync(
            row => new ThemeRow(row.GetString(0), row.GetString(1), JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(2))!, row.GetInt16(3)), cancellationToken);
        return TypedResults.Ok(new Page<ThemeRow>(themes, Next: null));
    }
}
