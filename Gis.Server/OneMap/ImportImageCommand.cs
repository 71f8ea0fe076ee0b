using System.Runtime.InteropServices;
using Gis.Server.Platform.Commands;
using Gis.Server.Platform.Store;
using Gis.Tiles;
using Npgsql;

namespace Gis.Server.OneMap;

/// <summary>Makes a GeoTIFF a picture of an image layer at the machine's own prompt; Ctrl-C stops it and leaves nothing behind.</summary>
internal sealed class ImportImageCommand : IServerCommand
{
    private const int Stopped = 130;

    public string Name => "import-image";

    public string Usage =>
        "LAYER FILE.tif [--time DAY|MOMENT] [--sensor NAME] [--cloud PERCENT] [--resolution METRES] [--title TEXT] [--title-zh TEXT] [--licence TEXT] [--credit TEXT] [--source TEXT] [--owner TEXT] [--bands R,G,B] "
        + "[--stretch LOW,HIGH] [--approximate] [--publish] [--by NAME] [--built-in]   shows a GeoTIFF as a picture of an image layer";

    public async Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stopping));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stopping));
        var settings = StoreSettings.From(invocation.Configuration);
        await using var store = NpgsqlDataSource.Create(settings.PromptConnectionString(StoreRole.Tiles, "gis import-image"));
        try
        {
            var report = await TilesModule.ImportImageAsync(store, invocation.Configuration, WishOf(invocation), new StepLines(invocation.Output), stopping.Token);
            await invocation.Output.WriteLineAsync(report.Text);
            return 0;
        }
        catch (ImageRefusedException e)
        {
            throw new CommandFailedException($"Nothing was imported. {e.Message}", e);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await invocation.Output.WriteLineAsync("Stopped; nothing was imported.");
            return Stopped;
        }
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stopping)
    {
        signal.Cancel = true;
        stopping.Cancel();
    }

    private static ImageWish WishOf(CommandInvocation invocation) => new(invocation.Argument(0, "LAYER"), Path.GetFullPath(invocation.Argument(1, "FILE.tif")))
    {
        Time = invocation.Option("time"),
        Sensor = invocation.Option("sensor"),
        Cloud = invocation.Option("cloud"),
        Resolution = invocation.Option("resolution"),
        TitleEn = invocation.Option("title"),
        TitleZh = invocation.Option("title-zh"),
        Licence = invocation.Option("licence"),
        Credit = invocation.Option("credit"),
        Source = invocation.Option("source"),
        Owner = invocation.Option("owner"),
        Bands = invocation.Option("bands"),
        Stretch = invocation.Option("stretch"),
        Approximate = invocation.Option("approximate") is not null,
        Publish = invocation.Option("publish") is not null,
        BuiltIn = invocation.Option("built-in") is not null,
        ImportedBy = invocation.Option("by") ?? Environment.UserName,
    };
}
