using System.Runtime.InteropServices;
using Gis.Demo.Episodes;
using Gis.Demo.Land;
using Gis.Demo.Review;
using Gis.Demo.Seeding;
using Gis.Demo.Simulation;
using Gis.Server.Platform.Store;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Demo;

/// <summary>The demo province: what stands in it, how its field speaks, and how to make something happen.</summary>
internal static class Program
{
    private const string Usage = "Gis.Demo seed | land --out DIR | land-records | issue-patches --out DIR --server URL | review-patches --out DIR --server URL | simulate | episode [--thing MN]   [--home GIS_HOME] [--interval SECONDS]";

    private static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(
            PosixSignal.SIGINT, context => Stop(context, stop));
        using var terminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM, context => Stop(context, stop));
        try
        {
            return await RunAsync(args, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception trouble) when (trouble is DemoException or HttpRequestException or StoreRefusedException or NpgsqlException)
        {
            await Console.Error.WriteLineAsync(trouble.Message);
            return 1;
        }
    }

    private static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        switch (args.FirstOrDefault())
        {
            case "seed":
                await new SeedCommand(DemoSettings.From(args[1..])).RunAsync(cancellationToken);
                return 0;
            case "land":
                await new LandCommand(DemoSettings.From(args[1..])).BuildAsync(Path.GetFullPath(Option(args, "--out")), cancellationToken);
                return 0;
            case "land-records":
                await new LandRecords(DemoSettings.From(args[1..])).WriteAsync(cancellationToken);
                return 0;
            case "issue-patches":
                await new IssueCommand(DemoSettings.From(args[1..]), new Uri(Option(args, "--server"))).RunAsync(Option(args, "--out"), cancellationToken);
                return 0;
            case "review-patches":
                await new ReviewCommand(DemoSettings.From(args[1..]), new Uri(Option(args, "--server"))).RunAsync(Option(args, "--out"), cancellationToken);
                return 0;
            case "simulate":
                using (var logs = LoggerFactory.Create(logging => logging.AddSimpleConsole(console =>
                {
                    console.SingleLine = true;
                    console.UseUtcTimestamp = true;
                    console.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
                })))
                {
                    await new SimulateCommand(DemoSettings.From(args[1..]), logs.CreateLogger("Gis.Demo")).RunAsync(cancellationToken);
                }

                return 0;
            case "episode":
                var outfall = Array.IndexOf(args, "--thing") is var at && at > 0 && at + 1 < args.Length ? args[at + 1] : null;
                return await new EpisodeCommand(DemoSettings.From(args[1..])).RunAsync(outfall, cancellationToken);
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static string Option(string[] args, string name) => Array.IndexOf(args, name) is var at && at > 0 && at + 1 < args.Length
        ? args[at + 1]
        : throw new DemoException($"{args[0]} needs {name} and its value.");

    private static void Stop(PosixSignalContext context, CancellationTokenSource stop)
    {
        context.Cancel = true;
        stop.Cancel();
    }
}
