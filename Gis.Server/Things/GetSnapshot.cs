using Gis.Server.Access;
using Gis.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Server.Things;

/// <summary>GET /api/snapshots/{hash}: a picture that a camera of the caller's areas took. Its name is its content, so it never changes.</summary>
internal static class GetSnapshot
{
    private const int HashLength = 64;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/snapshots/{hash}", HandleAsync).AllowReaders().WithName("GetSnapshot");

    private static async Task<Results<PhysicalFileHttpResult, NotFound>> HandleAsync(
        string hash, Caller caller, NpgsqlDataSource store, IConfiguration configuration, HttpContext http, CancellationToken cancellationToken)
    {
        // Checked before it becomes part of a path.
        if (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigitLower))
        {
            return TypedResults.NotFound();
        }

        var file = Path.Combine(GisHome.Of(configuration), "snapshots", hash[..2], $"{hash}.jpg");
        if (!await MaySeeAsync(store, hash, caller.ReadingRoots, cancellationToken) || !File.Exists(file))
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.PhysicalFile(file, "image/jpeg");
    }

    private static async Task<bool> MaySeeAsync(NpgsqlDataSource store, string hash, string[] roots, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("""
            SELECT EXISTS (SELECT FROM video_event e JOIN thing c ON c.id = e.camera_id WHERE e.snapshot_hash = $1 AND area_within(c.area_code, $2))
            """);
        command.Parameters.AddWithValue(hash);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = roots });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
