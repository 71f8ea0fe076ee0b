using Gis.Server.Platform.Store;

namespace Gis.Server.Platform.Commands;

/// <summary>Opens the parts and serves until it is told to stop.</summary>
internal sealed class ServeCommand : IServerCommand
{
    public string Name => "serve";

    public string Usage => "[--parts ingest,tiles,command] [--GIS_HTTP_PORT 8080]   serves the parts until it is stopped";

    public async Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        await using var app = GisApplication.Build([.. invocation.Raw]);
        await StoreGate.CheckAsync(StoreSettings.From(app.Configuration), GisParts.From(app.Configuration), app.Logger, cancellationToken);
        await app.RunAsync(cancellationToken);
        return 0;
    }
}
