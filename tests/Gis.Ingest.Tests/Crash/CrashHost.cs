using System.Globalization;
using Gis.Ingest.Pipeline;
using Gis.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Tests.Crash;

/// <summary>The ingest part as a process of its own, to be killed: the product as it is, or a twin that acknowledges before it has stored.</summary>
internal static class CrashHost
{
    public const string Product = "product";
    public const string Twin = "twin";

    /// <summary>The twin without a latch of its own: the test holds it up in the store.</summary>
    public const string HastyTwin = "hasty-twin";

    /// <summary>What the twin writes when it has acknowledged and not stored.</summary>
    public const string AtTheLatch = "acknowledged, not stored";

    /// <param name="rig">Whose store and broker it uses.</param>
    /// <param name="mode">Which of the hosts.</param>
    /// <param name="endpointPort">Where devices connect straight to it; -1 does not listen.</param>
    public static GuardedProcess Start(IngestRig rig, string mode, int endpointPort = -1) => GuardedProcess.Start(
        TestFolder.Create("crash", within: rig.Home),
        "TERM",
        [
            "dotnet", typeof(CrashHost).Assembly.Location, "crash-host", mode, rig.Store.ConnectionString("gis_ingest"), rig.Broker.SystemUri, rig.Home,
            endpointPort.ToString(CultureInfo.InvariantCulture),
        ]);

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:ingest"] = args[1],
            ["Broker:Uri"] = args[2],
            ["GIS_HOME"] = args[3],
            ["Ingest:BatchMessages"] = "200",
            ["Ingest:Hj212:Port"] = "-1",
            ["Ingest:Endpoint:Port"] = args[4],
        });
        builder.Logging.AddSimpleConsole();
        if (args[0] != Product)
        {
            builder.Services.AddSingleton<AcknowledgePolicy>(new AcknowledgedThenStored(latchAt: args[0] == Twin ? 2 : null));
        }

        builder.Services.AddIngest(builder.Configuration);
        using var host = builder.Build();
        await host.RunAsync();
        return 0;
    }

    /// <summary>Says yes first; at the batch of the latch it stops between its yes and COMMIT, so that the kill finds it there.</summary>
    private sealed class AcknowledgedThenStored(int? latchAt) : AcknowledgePolicy
    {
        private int _batches;

        public override async Task RunAsync(Func<Task> storeAsync, Func<Task> acknowledgeAsync)
        {
            await acknowledgeAsync();
            if (++_batches == latchAt)
            {
                Console.WriteLine(AtTheLatch);
                await Task.Delay(Timeout.Infinite);
            }

            await storeAsync();
        }
    }
}
