using Gis.Server.Access;
using Gis.Server.Land;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Patches;

/// <summary>Patches that were found here come in by the desk of the uploads.</summary>
internal sealed class PatchIntake(BatchDesk desk, NpgsqlDataSource store) : IPatchIntake
{
    public async Task<bool> HasBatchAsync(string areaCode, string code, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT EXISTS (SELECT FROM patch_batch WHERE area_code = $1 AND code = $2)");
        command.Parameters.Add(new() { Value = areaCode });
        command.Parameters.Add(new() { Value = code });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    public async Task<Result<PatchesEntered>> TakeAsync(DetectedPatches wish, string file, Caller by, CancellationToken cancellationToken)
    {
        await using var body = File.OpenRead(file);
        var taken = await desk.TakeAsync(new BatchWish(wish.Code, wish.AreaCode, "detected", wish.Origin, wish.Due, wish.FileName), body, body.Length, crs: null, by, cancellationToken);
        return taken.Fact is { } batch
            ? new PatchesEntered(batch.Id, batch.Report.GetProperty("new").GetInt32(), batch.Report.GetProperty("refusedCount").GetInt32())
            : taken.Refusal!;
    }
}
