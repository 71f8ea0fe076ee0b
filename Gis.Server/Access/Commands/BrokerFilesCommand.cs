using Gis.Server.Access.Devices;
using Gis.Server.Platform.Commands;

namespace Gis.Server.Access.Commands;

/// <summary>Writes what mosquitto needs to know of users and rights.</summary>
internal sealed class BrokerFilesCommand : IServerCommand
{
    public string Name => "broker-files";

    public string Usage => $"--out DIR [--users all|parts]   writes mosquitto's passwd and acl, with parts for nobody but the parts themselves; the parts' own password stands in GIS_HOME/secrets/{BrokerUsers.SecretFile}";

    public async Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(invocation.RequiredOption("out"));
        var field = invocation.Option("users") switch
        {
            null or "all" => true,
            "parts" => false,
            var other => throw new CommandFailedException($"--users {other} is not understood; accepted is all or parts."),
        };
        await using var store = await CommandStore.OpenAsync(invocation, cancellationToken);
        var changed = await BrokerUsers.RenderAsync(store.Data, invocation.Configuration, folder, field, cancellationToken);
        await invocation.Output.WriteLineAsync(changed ? $"Wrote {folder}/passwd and acl." : $"{folder}/passwd and acl are right already.");
        return 0;
    }
}
