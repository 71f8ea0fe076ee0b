using Gis.Server.Platform.Commands;
using Gis.Server.Platform.Store;
using Gis.Tiles;
using Npgsql;

namespace Gis.Server.OneMap;

/// <summary>Opens a layer to everybody without sign-in, or closes it to those with a grant: <c>layer publish</c>, <c>layer unpublish</c>.</summary>
internal sealed class PublishLayerCommand(bool published) : IServerCommand
{
    public string Name => published ? "layer publish" : "layer unpublish";

    public string Usage => published ? "NAME   opens a layer to everybody, without sign-in" : "NAME   closes a layer to all who hold no grant for it";

    public async Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        var layer = invocation.Argument(0, "The layer's name");
        var settings = StoreSettings.From(invocation.Configuration);
        await using var store = NpgsqlDataSource.Create(settings.PromptConnectionString(StoreRole.Tiles, "gis layer"));
        if (!await TilesModule.PublishLayerAsync(store, layer, published, "command line", cancellationToken))
        {
            throw new CommandFailedException($"There is no layer {layer}. './gis psql' and SELECT id FROM layer lists those that are.");
        }

        await invocation.Output.WriteLineAsync(published ? $"{layer} is open to everybody." : $"{layer} is open to those with a grant.");
        return 0;
    }
}
