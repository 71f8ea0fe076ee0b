using System.Globalization;
using System.Runtime.InteropServices;
using Gis.Server.Changes.Rasters;
using Gis.Server.Platform.Commands;

namespace Gis.Server.Changes;

/// <summary>Finds what changed between two images at the machine's own prompt, without a store; Ctrl-C stops it and leaves nothing behind.</summary>
internal sealed class DetectChangesCommand : IServerCommand
{
    private const int Stopped = 130;

    public string Name => "detect-changes";

    public string Usage =>
        "BEFORE.tif AFTER.tif OUT.gpkg [--bands 1,2,3] [--threshold SCORE] [--min-area M2] [--before-date DAY] [--after-date DAY] [--mask-before MASK.tif] [--mask-after MASK.tif] [--qa-band BAND] [--qa-bits 3,4]   "
        + "finds what changed between two images; also writes the score (OUT.tif) and an account (OUT.json)";

    public async Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        var wish = WishOf(invocation);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stopping));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stopping));
        try
        {
            var account = await new ChangeDetection(wish, new StageLines(invocation.Output), TimeProvider.System).RunAsync(stopping.Token);
            await invocation.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"100 %  {account.Result.Patches} patches, {account.Result.AreaM2 / 10_000:F2} ha, in {account.Seconds.Values.Sum():F1} s"));
            return 0;
        }
        catch (ChangesRefusedException) when (stopping.IsCancellationRequested)
        {
            // Ctrl-C reaches GDAL's programs too, and theirs may be the first word.
            return await StoppedAsync(invocation);
        }
        catch (ChangesRefusedException e)
        {
            throw new CommandFailedException($"Nothing was written. {e.Message}", e);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return await StoppedAsync(invocation);
        }
        catch (IOException e)
        {
            throw new CommandFailedException($"Nothing was written: {e.Message}", e);
        }
    }

    private static async Task<int> StoppedAsync(CommandInvocation invocation)
    {
        await invocation.Output.WriteLineAsync("Stopped; nothing was written.");
        return Stopped;
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stopping)
    {
        signal.Cancel = true;
        stopping.Cancel();
    }

    private static ChangeWish WishOf(CommandInvocation invocation)
    {
        var wish = new ChangeWish(
            Path.GetFullPath(invocation.Argument(0, "BEFORE.tif")), Path.GetFullPath(invocation.Argument(1, "AFTER.tif")), Path.GetFullPath(invocation.Argument(2, "OUT.gpkg")))
        {
            Bands = invocation.Option("bands") is { } bands ? Bands(bands) : null,
            Threshold = invocation.Option("threshold") is { } threshold ? Number("threshold", threshold) : null,
            MinAreaM2 = invocation.Option("min-area") is { } area ? Number("min-area", area) : null,
            BeforeDate = Day(invocation, "before-date"),
            AfterDate = Day(invocation, "after-date"),
            MaskBefore = invocation.Option("mask-before") is { } maskBefore ? Path.GetFullPath(maskBefore) : null,
            MaskAfter = invocation.Option("mask-after") is { } maskAfter ? Path.GetFullPath(maskAfter) : null,
            QaBand = invocation.Option("qa-band") is { } quality ? Numbers("qa-band", quality, 1, RasterFile.MostBands) is [var only] ? only : throw Unfit("qa-band", quality) : null,
            QaBits = invocation.Option("qa-bits") is { } bits ? Numbers("qa-bits", bits, 0, ChangeWish.MostQaBit) : null,
        };
        return invocation.Arguments.Count > 3
            ? throw new CommandFailedException($"Three files are taken; '{invocation.Arguments[3]}' is one too many.")
            : wish is { BeforeDate: { } before, AfterDate: { } after } && before > after
                ? throw new CommandFailedException("--before-date is later than --after-date: are the images the wrong way round?")
                : wish;
    }

    private static List<int> Numbers(string option, string words, int least, int most) =>
        [.. words.Split(',').Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : throw Unfit(option, words))];

    private static CommandFailedException Unfit(string option, string words) => option == "qa-band"
        ? new($"--qa-band '{words}' cannot be used; accepted is the number of the band that tells of clouds, from 1.")
        : new($"--qa-bits '{words}' cannot be used; accepted are bits from 0 to {ChangeWish.MostQaBit}, such as 3,4.");

    private static List<int> Bands(string words) =>
        [.. words.Split(',').Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number : throw new CommandFailedException($"--bands '{words}' cannot be used; accepted are numbers from 1, such as 1,2,3."))];

    private static double Number(string option, string word) =>
        double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number : throw new CommandFailedException($"--{option} '{word}' cannot be used; accepted is a number from 0, such as 400.");

    private static DateOnly? Day(CommandInvocation invocation, string option) =>
        invocation.Option(option) is not { } word ? null
        : DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new CommandFailedException($"--{option} '{word}' cannot be used; accepted is a day such as 2026-03-31.");
}
