using Gis.Server.Access;
using Gis.Server.Land;

namespace Gis.Server.Changes.Jobs;

/// <summary>The work of one job: finds the changes, makes a batch of them, shows the images.</summary>
internal sealed class ChangeJobRun(ChangeFolders folders, IPatchIntake patches, ChangePictures pictures, AccountNames accounts, TimeProvider clock)
{
    /// <summary>Of the whole, by experience: what the detection takes, and with the patches stored.</summary>
    private const int DetectedPercent = 80;
    private const int EnteredPercent = 88;

    public async Task<ChangeJobEnd> RunAsync(ChangeJob job, Action<string, int> told, CancellationToken cancellationToken)
    {
        try
        {
            folders.ClearWork(job.Id);
            var account = await DetectAsync(job, told, cancellationToken);
            var by = await accounts.FindAsync(job.AccountId, cancellationToken);
            told("patches", DetectedPercent);
            var wish = job.Wish!;
            long? batch = null;
            if (account.Result.Patches > 0)
            {
                var officer = new Caller(job.AccountId, by, job.By, 0, [new Grant(Role.Officer, job.AreaCode, Layers: null)], SessionKey: null);
                var taken = await patches.TakeAsync(
                    new DetectedPatches(wish.Code!, job.AreaCode, wish.Origin, wish.Due!.Value, $"{job.Files[ChangeSlot.Before].Name} → {job.Files[ChangeSlot.After].Name}"),
                    folders.Result(job.Id), officer, cancellationToken);
                if (taken.Fact is not { } entered)
                {
                    return new ChangeJobEnd("failed", new ChangeJobProblem(taken.Refusal!.Code, taken.Refusal.En), account);
                }

                batch = entered.Batch;
            }

            return new ChangeJobEnd("done", Account: account, Pictures: await ShowAsync(job, account, by, told, cancellationToken), Batch: batch);
        }
        catch (ChangesRefusedException refused) when (!cancellationToken.IsCancellationRequested)
        {
            return new ChangeJobEnd("failed", new ChangeJobProblem("change-images", Named(refused.Message, job, folders)));
        }
    }

    /// <summary>Says of what was sent the names that its sender gave, and nothing of where it lies.</summary>
    public static string Named(string message, ChangeJob job, ChangeFolders folders)
    {
        foreach (var (slot, image) in job.Files)
        {
            var path = folders.Input(job.Id, slot);
            message = message.Replace(path, image.Name, StringComparison.Ordinal).Replace(Path.GetFileName(path), image.Name, StringComparison.Ordinal);
        }

        return message.Replace(Path.GetDirectoryName(folders.Result(job.Id))! + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    private async Task<ChangeAccount> DetectAsync(ChangeJob job, Action<string, int> told, CancellationToken cancellationToken)
    {
        var wish = job.Wish!;
        string? Sent(string slot) => job.Files.ContainsKey(slot) ? folders.Input(job.Id, slot) : null;
        var account = await new ChangeDetection(
            new ChangeWish(folders.Input(job.Id, ChangeSlot.Before), folders.Input(job.Id, ChangeSlot.After), folders.Result(job.Id))
            {
                MinAreaM2 = wish.MinAreaM2,
                BeforeDate = wish.BeforeOn,
                AfterDate = wish.AfterOn,
                MaskBefore = Sent(ChangeSlot.MaskBefore),
                MaskAfter = Sent(ChangeSlot.MaskAfter),
                QaBand = wish.QaBand,
                QaBits = wish.QaBits,
            },
            new Told(told), clock).RunAsync(cancellationToken);
        string NameOf(string file) => job.Files.FirstOrDefault(one => Path.GetFileName(folders.Input(job.Id, one.Key)) == file).Value?.Name ?? file;
        return account with
        {
            Images = [.. account.Images.Select(image => image with { File = NameOf(image.File) })],
            Masks = [.. account.Masks.Select(mask => mask with { File = NameOf(mask.File) })],
        };
    }

    private async Task<ChangePicturesShown?> ShowAsync(ChangeJob job, ChangeAccount account, string by, Action<string, int> told, CancellationToken cancellationToken)
    {
        if (!job.Wish!.Pictures)
        {
            return null;
        }

        told("pictures", EnteredPercent);
        try
        {
            return await pictures.ShowAsync(job, account, by, percent => told("pictures", EnteredPercent + ((99 - EnteredPercent) * percent / 100)), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The patches are in, and stay.
            return new ChangePicturesShown(Layer: null, "It was stopped while the pictures were made; the patches are in.");
        }
    }

    private sealed class Told(Action<string, int> told) : IProgress<ChangeProgress>
    {
        public void Report(ChangeProgress value) =>
            told(value.Words is null ? value.Stage : ChangeJobWords.After(value.Stage), value.Percent * DetectedPercent / 100);
    }
}
