using System.Globalization;
using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Changes.Rasters;
using Gis.Server.Land;
using Gis.Server.Rules;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gis.Server.Changes.Jobs;

/// <summary>What officers do with detections: begin one, send its images, ask for the work, stop it. Each act is refused by a pure rule, or stored with its audit entry.</summary>
internal sealed class ChangeJobDesk(
    NpgsqlDataSource store, ChangeFolders folders, ChangeJobKeeper keeper, IPatchIntake patches, IOptions<ChangeJobOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Beijing).DateTime);

    public async Task<Result<ChangeJob>> CreateAsync(string areaCode, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.LockAsync(ActLock.ChangeJob, 0, cancellationToken);
        var own = await transaction.ScalarAsync<long>("SELECT count(*) FROM change_job WHERE state IN ('open', 'waiting', 'running') AND account_id = $1", cancellationToken, caller.AccountId);
        var all = await transaction.ScalarAsync<long>("SELECT count(*) FROM change_job WHERE state IN ('open', 'waiting', 'running')", cancellationToken);
        if (own >= options.Value.MostOfOnePerson || all >= options.Value.MostOfAll)
        {
            return new Refusal(
                "change-busy", $"未结束的检测过多：每人最多 {options.Value.MostOfOnePerson} 个，全部最多 {options.Value.MostOfAll} 个；请先完成或取消一个。",
                $"At most {options.Value.MostOfOnePerson} detections of one person are under way, {options.Value.MostOfAll} of all; wait for one, or cancel it.")
            {
                Status = StatusCodes.Status503ServiceUnavailable,
            };
        }

        var id = await transaction.ScalarAsync<long>(
            "INSERT INTO change_job (area_code, account_id, state, created_at) VALUES ($1, $2, 'open', $3) RETURNING id", cancellationToken, areaCode, caller.AccountId, clock.GetUtcNow());
        var job = (await ChangeJobStore.ReadAsync(transaction.Connection, roots: null, id, cancellationToken)).Single();
        await transaction.CommitAsync(cancellationToken);
        folders.Create(id);
        return job;
    }

    /// <summary>Takes an image or a mask in; it is read at once, so that what is wrong is said while its sender is there. Null where there is no such job for the caller.</summary>
    public async Task<Result<ChangeJob>?> SendAsync(long id, string slot, string name, Stream body, long? length, Caller caller, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, caller, cancellationToken) is not { } job)
        {
            return null;
        }

        if (ChangeJobRules.Send(job) is { } refusal)
        {
            return refusal;
        }

        folders.Create(id);
        var part = folders.Part(id);
        try
        {
            var sent = await new ChangeUpload(folders, options.Value).WriteAsync(body, length, part, cancellationToken);
            if (sent.Refusal is { } no)
            {
                return no;
            }

            var read = await InspectAsync(part, name, slot, cancellationToken);
            return read.Fact is { } image ? await KeepAsync(id, slot, part, image, cancellationToken) : read.Refusal!;
        }
        finally
        {
            File.Delete(part);
        }
    }

    public Task<Result<ChangeJob>?> StartAsync(long id, ChangeJobWish wish, Caller caller, CancellationToken cancellationToken) => ActAsync(
        id, caller, "change.start",
        async (transaction, job) =>
        {
            if (ChangeJobRules.Start(job, wish, Today) is { } refusal)
            {
                return refusal;
            }

            var whole = ChangeJobRules.Whole(wish, Today);
            if (await patches.HasBatchAsync(job.AreaCode, whole.Code!, cancellationToken) || await IsAskedAsync(transaction, job, whole.Code!, cancellationToken))
            {
                return new Refusal("change-code", $"批次“{whole.Code}”在该行政区已存在。", $"The area has a batch {whole.Code} already; give this one another code.") { Parameter = "code" };
            }

            if (!folders.HasRoom(ChangeJobRules.RoomBytes(job.Files)))
            {
                return ChangeUpload.NoRoom;
            }

            await transaction.ExecuteAsync(
                "UPDATE change_job SET state = 'waiting', wish = $2::jsonb, asked_at = $3 WHERE id = $1", cancellationToken, id, JsonSerializer.Serialize(whole, JsonSerializerOptions.Web), clock.GetUtcNow());
            return null;
        },
        cancellationToken);

    /// <summary>What waits ends at once; what runs is told to, and has ended within a second or two.</summary>
    public Task<Result<ChangeJob>?> CancelAsync(long id, Caller caller, CancellationToken cancellationToken) => ActAsync(
        id, caller, "change.cancel",
        async (transaction, job) =>
        {
            if (ChangeJobRules.Cancel(job) is { } refusal)
            {
                return refusal;
            }

            await transaction.ExecuteAsync(
                job.State == "running" ? "UPDATE change_job SET stop_asked = true WHERE id = $1" : "UPDATE change_job SET state = 'cancelled', ended_at = now() WHERE id = $1", cancellationToken, id);
            return null;
        },
        cancellationToken);

    private async Task<Result<ChangeJob>?> ActAsync(
        long id, Caller caller, string act, Func<CommandTransaction, ChangeJob, Task<Refusal?>> rule, CancellationToken cancellationToken)
    {
        await using (var transaction = await CommandTransaction.BeginAsync(store, cancellationToken))
        {
            await transaction.LockAsync(ActLock.ChangeJob, id, cancellationToken);
            if ((await ChangeJobStore.ReadAsync(transaction.Connection, caller.Roots(Role.Officer), id, cancellationToken)).SingleOrDefault() is not { } job)
            {
                return null;
            }

            if (await rule(transaction, job) is { } refusal)
            {
                return refusal;
            }

            transaction.Audit(new AuditEntry(caller.AccountId, caller.Name, act, "change_job", id.ToString(CultureInfo.InvariantCulture), job.AreaCode));
            await transaction.CommitAsync(cancellationToken);
        }

        keeper.Ring();
        return (await FindAsync(id, caller, cancellationToken))!;
    }

    private async Task<ChangeJob?> FindAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        return (await ChangeJobStore.ReadAsync(connection, caller.Roots(Role.Officer), id, cancellationToken)).SingleOrDefault();
    }

    private async Task<Result<ChangeImage>> InspectAsync(string part, string name, string slot, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Value.ReadingTime);
        try
        {
            var image = ChangeImage.Of(name, new FileInfo(part).Length, await RasterFile.ReadAsync(part, deadline.Token));
            return ChangeSlot.IsImage(slot) && image.Bands is < 2 or > RasterFile.MostBands
                ? Unfit($"{name} has {image.Bands} band(s); the method needs from 2 to {RasterFile.MostBands}, such as green, red and near infrared.")
                : image;
        }
        catch (ChangesRefusedException refused)
        {
            return Unfit(refused.Message.Replace(part, name, StringComparison.Ordinal));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unfit($"{name} could not be read through within {options.Value.ReadingTime.TotalSeconds:F0} seconds. Write it anew (gdal_translate).");
        }
    }

    /// <summary>The file comes to its place only while the job is open: what is at work is not exchanged.</summary>
    private async Task<Result<ChangeJob>> KeepAsync(long id, string slot, string part, ChangeImage image, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.LockAsync(ActLock.ChangeJob, id, cancellationToken);
        var job = (await ChangeJobStore.ReadAsync(transaction.Connection, roots: null, id, cancellationToken)).Single();
        if (ChangeJobRules.Send(job) is { } refusal)
        {
            return refusal;
        }

        File.Move(part, folders.Input(id, slot), overwrite: true);
        await transaction.ExecuteAsync(
            "UPDATE change_job SET files = files || jsonb_build_object($2::text, $3::jsonb) WHERE id = $1", cancellationToken, id, slot, JsonSerializer.Serialize(image, JsonSerializerOptions.Web));
        await transaction.CommitAsync(cancellationToken);
        return job with { Files = new Dictionary<string, ChangeImage>(job.Files) { [slot] = image } };
    }

    private static async Task<bool> IsAskedAsync(CommandTransaction transaction, ChangeJob job, string code, CancellationToken cancellationToken) => await transaction.ScalarAsync<bool>(
        "SELECT EXISTS (SELECT FROM change_job WHERE area_code = $1 AND wish->>'code' = $2 AND state IN ('waiting', 'running'))", cancellationToken, job.AreaCode, code);

    private static Refusal Unfit(string why) => new("change-image", $"影像不可用：{why}", why) { Status = StatusCodes.Status400BadRequest };
}
