using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Testing;

namespace Gis.Server.Tests.Patches.Review;

/// <summary>Patches as the comparison leaves them, without its work.</summary>
internal static class ReviewScene
{
    private static readonly Dictionary<string, bool> GroundSeen = new() { ["ground_seen"] = true };
    private static readonly Dictionary<string, bool> Unchanged = new() { ["no_change"] = true };

    public static async Task<long> BatchAsync(this StoreFixture store, string due = "2036-12-31", string area = PatchScene.Shijiazhuang) => await store.ScalarAsync<long>(
        """
        INSERT INTO patch_batch (area_code, code, kind, origin, due, received_at, account_id, file_name, file_hash)
        VALUES ($1, $2, 'issued', 'real', $4::date, now(), $3, 'f', '') RETURNING id
        """,
        area, $"b-{Guid.NewGuid():N}", await store.AccountAsync(), due);

    /// <summary>A doubtful patch, compared a moment ago.</summary>
    public static async Task<long> PatchAsync(this StoreFixture store, long batch, string number = "1", string area = PatchScene.ChangAn, double basicFarmlandM2 = 0)
    {
        var id = await store.ScalarAsync<long>(
            """
            INSERT INTO patch (batch_id, area_code, number, kind, area_m2, origin, outline) VALUES ($1, $2, $3, '20', 100, 'real', ST_Multi(ST_MakeEnvelope(114.5, 38, 114.501, 38.001, 4490))) RETURNING id
            """,
            batch, area, number);
        await store.ExecuteAsync(
            """
            INSERT INTO patch_triage (patch_id, outcome, suggestion, rule, reasons, cultivated_m2, basic_farmland_m2, red_line_m2, sample, triaged_at)
            VALUES ($1, 'doubtful', 'V1', 'no-document', '[{"code": "no-document", "parameters": {}}]', 0, $2, 0, false, clock_timestamp() + interval '1 day')
            """,
            id, basicFarmlandM2);
        await store.ExecuteAsync("INSERT INTO patch_event (patch_id, kind, at, state) VALUES ($1, 'issued', now(), 'issued'), ($1, 'triaged', now(), 'overlaid')", id);
        return id;
    }

    public static Task<long> AccountAsync(this StoreFixture store) => store.ScalarAsync<long>("INSERT INTO account (name, display_name) VALUES ($1, $1) RETURNING id", $"by-{Guid.NewGuid():N}");

    /// <summary>An act on the patch as it stands for whoever acts.</summary>
    public static async Task<JsonElement> ActAsync(this TestPerson person, long patch, string act, object body)
    {
        var sent = JsonSerializer.SerializeToNode(body)!.AsObject();
        sent["revision"] = (await person.CardAsync(patch)).GetProperty("patch").GetProperty("revision").GetInt64();
        return await person.Program.JsonAsync("POST", $"api/patches/{patch}/{act}", sent);
    }

    public static async Task<string> RefusedAsync(this TestPerson person, long patch, string act, object body)
    {
        var sent = JsonSerializer.SerializeToNode(body)!.AsObject();
        sent["revision"] = (await person.CardAsync(patch)).GetProperty("patch").GetProperty("revision").GetInt64();
        return (await person.Program.ProblemAsync("POST", $"api/patches/{patch}/{act}", sent)).Code;
    }

    public static Task<JsonElement> CardAsync(this TestPerson person, long patch) => person.Program.JsonAsync("GET", $"api/patches/{patch}");

    public static object V1(string reason = "nobody ever granted it") => new { verdict = "V1", reason, checklist = GroundSeen };

    public static object O5() => new { verdict = "O5", checklist = Unchanged };
}
