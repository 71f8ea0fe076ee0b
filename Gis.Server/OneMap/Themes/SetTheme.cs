using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.OneMap.Themes;

/// <summary>PUT /api/land/themes/{theme}: another layer carries a theme, or its properties have other names. A theme holds for all areas, and so does whoever sets it.</summary>
internal static class SetTheme
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPut("/api/land/themes/{theme}", HandleAsync).Allow(Role.Administrator).WithName("SetLandTheme");

    private static async Task<Results<Ok<ThemeRow>, NotFound, ProblemHttpResult>> HandleAsync(
        string theme, ThemeWish wish, Caller caller, NpgsqlDataSource store, HttpContext http, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        var administersAll = await transaction.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM area WHERE parent_code IS NULL AND valid_to IS NULL AND code = ANY ($1))", cancellationToken,
            (object)caller.Grants.Where(grant => grant.Role == Role.Administrator && grant.Layers is null).Select(grant => grant.AreaCode).ToArray());
        var before = administersAll
            ? await transaction.ScalarAsync<string>("SELECT jsonb_build_object('layer', layer, 'fields', fields, 'sort', sort)::text FROM land_theme WHERE theme = $1 FOR UPDATE", cancellationToken, theme)
            : null;
        if (before is null)
        {
            return TypedResults.NotFound();
        }

        using var was = JsonDocument.Parse(before);
        var result = ThemeRules.Set(wish, RolesOf(theme, was));
        if (result.Fact is not { } set)
        {
            return result.Refusal!.ToProblem(http);
        }

        var fields = set.Fields!.ToDictionary(field => field.Key, field => field.Value!, StringComparer.Ordinal);
        transaction.Later("UPDATE land_theme SET layer = $2, fields = $3::jsonb WHERE theme = $1", theme, set.Layer, JsonSerializer.Serialize(fields));
        transaction.Audit(new AuditEntry(
            caller.AccountId, caller.Name, "land-theme.set", "land_theme", theme, null, JsonSerializer.Serialize(new { before = was.RootElement, set.Layer, fields }, JsonSerializerOptions.Web)));
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new ThemeRow(theme, set.Layer!, fields, was.RootElement.GetProperty("sort").GetInt32()));
    }

    /// <summary>Those that the theme came with, and what it has now.</summary>
    private static HashSet<string> RolesOf(string theme, JsonDocument was) =>
        [.. ThemeRoles.Of(theme), .. was.RootElement.GetProperty("fields").EnumerateObject().Select(field => field.Name)];
}
