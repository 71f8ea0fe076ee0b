using System.Globalization;
using System.Net;
using System.Text.Json;
using Gis.Ingest;
using Gis.Server.Access;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Devices;

/// <summary>What shall be asked of the device.</summary>
/// <param name="Sources">Addresses or networks (192.0.2.7, 192.0.2.0/24) from which it may call over TCP; null = any.</param>
/// <param name="Password">The PW it must present; null leaves what is set.</param>
/// <param name="ClearsPassword">Any PW is taken from now on.</param>
internal sealed record SetAccessRequest(IReadOnlyList<string>? Sources = null, string? Password = null, bool ClearsPassword = false);

/// <summary>PUT /api/things/{id}/hj212-access: from where a thing's device may speak and with which password.</summary>
internal static class SetAccess
{
    private const int MostSources = 64;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPut("/api/things/{id:long}/hj212-access", HandleAsync).Allow(Role.Administrator).WithName("SetHj212Access");

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> HandleAsync(
        long id, SetAccessRequest request, Caller caller, DeviceReader devices, NpgsqlDataSource store, DevicePasswordSeal seal, TimeProvider clock,
        HttpContext http, CancellationToken cancellationToken)
    {
        if (await devices.FindAsync(id, caller.Roots(Role.Administrator), cancellationToken) is not { } thing)
        {
            return TypedResults.NotFound();
        }

        if (Check(request, thing, out var sources) is { } refusal)
        {
            return refusal.ToProblem(http);
        }

        var now = clock.GetUtcNow();
        var password = request.Password is { } given ? seal.Seal(given, id) : null;
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.LockAsync(ActLock.Device, id, cancellationToken);
        transaction.Later("""
            INSERT INTO hj212_access AS a (thing_id, sources, password, password_at, changed_at, changed_by)
            VALUES ($1, $2::text[]::cidr[], $3::bytea, $4, $4, $5)
            ON CONFLICT (thing_id) DO UPDATE
            SET sources = excluded.sources, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
                password = CASE WHEN $6 THEN excluded.password ELSE a.password END,
                password_at = CASE WHEN $6 THEN excluded.password_at ELSE a.password_at END
            """, id, sources, password, now, caller.AccountId, password is not null || request.ClearsPassword);
        transaction.Audit(new AuditEntry(
            caller.AccountId, caller.Name, "device.set_access", "thing", id.ToString(CultureInfo.InvariantCulture), thing.AreaCode,
            JsonSerializer.Serialize(new { sources, setsPassword = password is not null, request.ClearsPassword }, JsonSerializerOptions.Web)));
        await transaction.CommitAsync(cancellationToken, new LiveEntry("device", [id], [thing.AreaCode]));
        return TypedResults.NoContent();
    }

    private static Refusal? Check(SetAccessRequest request, DeviceThing thing, out string[]? sources)
    {
        sources = null;
        if (thing.Mns.Count == 0)
        {
            return DeviceRefusals.NoMn;
        }

        if (request.Password is not null && (request.ClearsPassword || !DeviceCommandBook.IsPassword(request.Password)))
        {
            return Refusal.Bad("password", request.ClearsPassword ? "none when it is cleared" : "6 letters and digits");
        }

        if (request.Sources is not { } given)
        {
            return null;
        }

        var networks = given.Select(NetworkOf).OfType<string>().ToArray();
        if (given.Count is 0 or > MostSources || networks.Length != given.Count)
        {
            return Refusal.Bad("sources", $"null for any, or 1 … {MostSources} addresses or networks such as 192.0.2.7 or 192.0.2.0/24");
        }

        sources = networks;
        return null;
    }

    private static string? NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network) ? network.ToString()
            : IPAddress.TryParse(text, out var address) ? address.ToString()
            : null;
}
