using System.Globalization;
using Gis.Server.Platform.Store;
using Gis.Tiles;
using Npgsql;

namespace Gis.Server.Changes.Jobs;

/// <summary>Shows the images of a job as pictures of a layer of its own, as ./gis import-image does, for whoever reads its area.</summary>
internal sealed class ChangePictures(StoreSettings settings, IConfiguration configuration, ChangeFolders folders, ILogger<ChangePictures> logger)
{
    public static string LayerOf(long job) => $"change_{job.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Patches are in already, so a picture that cannot be shown is told and stops nothing.</summary>
    public async Task<ChangePicturesShown> ShowAsync(ChangeJob job, ChangeAccount account, string by, Action<int> percent, CancellationToken cancellationToken)
    {
        try
        {
            await using var store = NpgsqlDataSource.Create(settings.PromptConnectionString(StoreRole.Tiles, "gis change images"));
            await ShowAsync(store, Wish(job, account, ChangeSlot.Before, by), share => percent(share / 2), cancellationToken);
            await ShowAsync(store, Wish(job, account, ChangeSlot.After, by), share => percent(50 + (share / 2)), cancellationToken);
            return new ChangePicturesShown(LayerOf(job.Id), Why: null);
        }
        catch (ImageRefusedException refused)
        {
            return new ChangePicturesShown(Layer: null, ChangeJobRun.Named(refused.Message, job, folders));
        }
        catch (Exception trouble) when (trouble is NpgsqlException or StoreRefusedException or IOException)
        {
            logger.PicturesNotShown(trouble, job.Id);
            return new ChangePicturesShown(Layer: null, "The pictures could not be made now; the operator was told.");
        }
    }

    private Task<ImageReport> ShowAsync(NpgsqlDataSource store, ImageWish wish, Action<int> percent, CancellationToken cancellationToken) =>
        TilesModule.ImportImageAsync(store, configuration, wish, new Told(percent), cancellationToken);

    private ImageWish Wish(ChangeJob job, ChangeAccount account, string slot, string by)
    {
        var (asked, isBefore) = (job.Wish!, slot == ChangeSlot.Before);
        var hidden = account.Masks.Where(mask => mask.Date == slot).Select(mask => (double?)mask.HiddenShare).Max();
        return new ImageWish(LayerOf(job.Id), folders.Input(job.Id, slot))
        {
            Time = (isBefore ? asked.BeforeOn : asked.AfterOn)!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Sensor = isBefore ? asked.BeforeSensor : asked.AfterSensor,
            Cloud = hidden is { } share ? (share * 100).ToString("F1", CultureInfo.InvariantCulture) : null,
            TitleZh = $"变化检测影像 {asked.Code}",
            TitleEn = $"Images of {asked.Code}",
            Credit = job.Files[slot].Name,
            Source = job.Files[slot].Name,
            Owner = by,
            Bands = asked.PictureBands is { } bands ? string.Join(',', bands) : null,
            Area = job.AreaCode,
            ImportedBy = by,
        };
    }

    /// <summary>Each step of an import begins at 0; what counts is that it goes on.</summary>
    private sealed class Told(Action<int> percent) : IProgress<ImageProgress>
    {
        public void Report(ImageProgress value) => percent(value.Percent);
    }
}
