using System.Text;
using Gis.Server.Platform.Commands;
using Gis.Server.Platform.Store;
using Gis.Server.Things.Import;
using Npgsql;

namespace Gis.Server.Things;

/// <summary>Registers the things and units of a file at the machine's own prompt.</summary>
internal sealed class ImportThingsCommand : IServerCommand
{
    private const int FaultsShown = 50;

    public string Name => "import-things";

    public string Usage => "FILE.csv   registers things, datastreams, limits, units and device users; docs/samples/things.csv shows the columns";

    public async Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        var path = invocation.Argument(0, "FILE.csv");
        if (!File.Exists(path))
        {
            throw new CommandFailedException($"There is no file {path}.");
        }

        var (rows, faults) = RegistrationFile.Read(await ReadAsync(path, cancellationToken));
        if (faults.Count == 0)
        {
            var connection = StoreSettings.From(invocation.Configuration).PromptConnectionString(StoreRole.Command, "gis import-things");
            await using var store = NpgsqlDataSource.Create(connection);
            var outcome = await new Registrar(store, TimeProvider.System, invocation.Configuration)
                .RegisterAsync(rows, roots: null, accountId: null, "import-things", cancellationToken);
            if (outcome.Registered is { } done)
            {
                await invocation.Output.WriteLineAsync(
                    $"{done.Things.Count} things and {done.Units.Count} units: {done.Created} new, {done.Updated} were there already.");
                if (outcome.DatastreamsAdded > 0)
                {
                    await invocation.Output.WriteLineAsync($"{outcome.DatastreamsAdded} datastreams were added to things that were there already.");
                }

                return 0;
            }

            faults = outcome.Faults;
        }

        throw new CommandFailedException(Tell(path, faults));
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, new UTF8Encoding(false, throwOnInvalidBytes: true), cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw new CommandFailedException($"{path} is not text in UTF-8; save it as 'CSV UTF-8'.");
        }
    }

    private static string Tell(string path, IReadOnlyList<ImportFault> faults)
    {
        var text = new StringBuilder().AppendLine($"Nothing was registered: {path} has {faults.Count} fault(s).");
        foreach (var fault in faults.Take(FaultsShown))
        {
            text.Append("  ").AppendLine(fault.ToString());
        }

        return faults.Count > FaultsShown ? text.Append($"  … and {faults.Count - FaultsShown} more").ToString() : text.ToString().TrimEnd();
    }
}
