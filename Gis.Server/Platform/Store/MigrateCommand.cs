using System.Diagnostics;
using Gis.Server.Platform.Commands;

namespace Gis.Server.Platform.Store;

/// <summary>Makes roles, database and extensions where they lack, then brings the schema forward.</summary>
internal sealed class MigrateCommand : IServerCommand
{
    public string Name => "migrate";

    public string Usage => "  makes roles and database where they lack and applies the migrations that the store has not seen";

    public async Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        var settings = StoreSettings.From(invocation.Configuration);
        var watch = Stopwatch.StartNew();
        await new StoreRoles(settings).EnsureAsync(cancellationToken);
        var count = await new Migrator(settings.MigrationConnectionString(), Migration.Embedded)
            .MigrateAsync(migration => invocation.Output.WriteLine($"applied {migration.Name}"), cancellationToken);
        await invocation.Output.WriteLineAsync(
            count == 0 ? "The store is up to date." : $"Applied {count} migration(s) in {watch.ElapsedMilliseconds} ms.");
        return 0;
    }
}
