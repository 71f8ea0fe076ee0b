using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Tests.Crash;

/// <summary>The ingest part as a process of its own, to be killed: the product as it is, or a twin that acknowledges before it has stored.</summary>
internal static class CrashHost
{
    public const string Twin = "twin";
    public const string Product = "product";

    /// <summary>What the twin writes when it has acknowledged and not stored.</summary>
    public const string AtTheLatch = "acknowledged, not stored";

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
        });
        builder.Logging.AddSimpleConsole();
        if (args[0] == Twin)
        {
            builder.Services.AddSingleton<AcknowledgePolicy>(new AcknowledgedThenStored());
        }

        builder.Services.AddIngest(builder.Configuration);
        using var host = builder.Build();
        await host.RunAsync();
        return 0;
    }

    /// <summary>Says yes first; at the second batch it stops between its yes and COMMIT, so that the kill finds it there.</summary>
    private sealed class AcknowledgedThenStored : AcknowledgePolicy
    {
        private int _batches;

        public override async Task RunAsync(Func<Task> storeAsync, Func<Task> acknowledgeAsync)
        {
            await acknowledgeAsync();
            if (++_batches == 2)
            {
                Console.WriteLine(AtTheLatch);
                await Task.Delay(Timeout.Infinite);
            }

            await storeAsync();
        }
    }
}
