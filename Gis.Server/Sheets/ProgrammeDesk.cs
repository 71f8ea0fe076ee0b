using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.ReadModel;
using Gis.Server.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Gis.Server.Sheets;

/// <summary>Where administrators enter the work programme of the map sheets: the plan's figures, and which sheets stand in it.</summary>
internal sealed class ProgrammeDesk(NpgsqlDataSource store, AreaTree areas)
{
    /// <summary>Null where the area does not exist for this caller.</summary>
    public async Task<SheetProgramme?> FindAsync(string area, Caller caller, CancellationToken cancellationToken)
    {
        if (!caller.MayAct(area, areas, Role.Administrator))
        {
            return null;
        }

        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return new SheetProgramme(await ListAsync(connection, area, cancellationToken));
    }

    /// <summary>Replaces the programme of an area as a whole.</summary>
    public async Task<Results<Ok<SheetProgramme>, NotFound, ProblemHttpResult>> EnterAsync(
        string area, SheetProgramme wish, Caller caller, HttpContext http, CancellationToken cancellationToken)
    {
        if (!caller.MayAct(area, areas, Role.Administrator))
        {
            return TypedResults.NotFound();
        }

        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.LockAsync(ActLock.Sheet, area, cancellationToken);
        var register = await RegisterAsync(transaction, area, cancellationToken);
        if (register.Count == 0)
        {
            return new Refusal("no-sheets", "该区域没有图幅。", "No sheet of the register belongs to this area.").ToProblem(http);
        }

        var result = ProgrammeRules.Enter(wish, register);
        if (result.Fact is not { Items: { } items })
        {
            return result.Refusal!.ToProblem(http);
        }

        var before = await ListAsync(transaction.Connection, area, cancellationToken);
        transaction.Later("DELETE FROM sheet_programme WHERE area_code = $1", area);
        foreach (var task in items)
        {
            transaction.Later(
                "INSERT INTO sheet_programme (area_code, scale, task, planned, source, listed) VALUES ($1, $2, $3, $4, $5, $6)",
                area, task.Scale, task.Task, task.Planned, task.Source, task.Sheets is not null);
            if (task.Sheets is { } sheets)
            {
                transaction.Later("INSERT INTO sheet_programme_sheet (area_code, scale, task, code) SELECT $1, $2, $3, unnest($4)", area, task.Scale, task.Task, sheets.ToArray());
            }
        }

        var details = JsonSerializer.Serialize(new { before = before.Select(Figures), now = items.Select(Figures) }, JsonSerializerOptions.Web);
        transaction.Audit(new AuditEntry(caller.AccountId, caller.Name, "sheet.programme", "sheet_programme", area, area, details));
        await transaction.CommitAsync(cancellationToken, new LiveEntry("layer", [], [area], """{"layer": "sheets"}"""));
        return TypedResults.Ok((await FindAsync(area, caller, cancellationToken))!);
    }

    private static object Figures(SheetTask task) => new { task.Scale, task.Task, task.Planned, task.Source, sheets = task.Sheets?.Count };

    private static async Task<Dictionary<string, int>> RegisterAsync(CommandTransaction transaction, string area, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command("SELECT code, scale FROM sheet WHERE area_code = $1", area);
        var sheets = await command.ListAsync(row => (Code: row.GetString(0), Scale: row.GetInt32(1)), cancellationToken);
        return sheets.ToDictionary(sheet => sheet.Code, sheet => sheet.Scale, StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<SheetTask>> ListAsync(NpgsqlConnection connection, string area, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT p.scale, p.task, p.planned, p.source, CASE WHEN p.listed THEN
                   ARRAY(SELECT n.code FROM sheet_programme_sheet n WHERE n.area_code = p.area_code AND n.scale = p.scale AND n.task = p.task ORDER BY n.code) END
            FROM sheet_programme p WHERE p.area_code = $1 ORDER BY p.scale DESC, p.task
            """, connection)
        {
            Parameters = { new() { Value = area } },
        };
        return await command.ListAsync(
            row => new SheetTask(row.GetInt32(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetFieldValue<string[]>(4)), cancellationToken);
    }
}
