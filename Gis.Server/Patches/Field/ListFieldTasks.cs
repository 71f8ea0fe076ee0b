using Gis.Server.Access;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Patches.Field;

/// <summary>GET /api/field-tasks: the patches that the caller is to look at on the ground, in one answer that a phone can keep.</summary>
internal static class ListFieldTasks
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/field-tasks", HandleAsync).Allow(Role.Inspector, Role.Officer).WithName("ListFieldTasks");

    private static async Task<FieldTasks> HandleAsync(
        Caller caller, NpgsqlDataSource store, PatchDesk desk, FieldPictures pictures, TimeProvider clock, HttpContext http, CancellationToken cancellationToken)
    {
        var filter = new PatchFilter(caller.Roots(Role.Inspector, Role.Officer), desk.Today, List: PatchFilter.Field, Assignee: caller.AccountId, Limit: Most + 1);
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var rows = await PatchReader.ReadAsync(connection, filter, cancellationToken);
        var ids = rows.Take(Most).Select(row => row.Id).ToArray();
        var beside = await TaskReader.ReadAsync(connection, ids, cancellationToken);
        var photos = await PhotoReader.ReadAsync(connection, ids, cancellationToken);

        // Between two reads a patch may have been given to somebody else.
        var tasks = rows.Take(Most)
            .Where(row => beside.GetValueOrDefault(row.Id)?.Assignee == caller.AccountId)
            .Select(row => (row, beside[row.Id]))
            .Select(one => new FieldTask(one.row, one.Item2.Geometry, one.Item2.Reasons, one.Item2.Since!.Value, one.Item2.AssignedBy, one.Item2.ReturnedFor, [.. photos[one.row.Id]]))
            .OrderBy(task => task.Patch.Due).ThenBy(task => task.Patch.Id);
        var items = new List<FieldTask>();
        foreach (var task in tasks)
        {
            items.Add(task with { Pictures = await pictures.FindAsync(task.Patch, http.User, cancellationToken) });
        }

        return new FieldTasks(clock.GetUtcNow(), items, rows.Count > Most, FieldGround.Standard, PatchCodes.Standard);
    }
}
