using Gis.Server.Access.Accounts;
using Gis.Server.Platform.Commands;
using Gis.Server.Platform.Store;
using Gis.Server.ReadModel;
using Npgsql;

namespace Gis.Server.Access.Commands;

/// <summary>The store as the commands at the prompt enter it: with the command part's role.</summary>
internal sealed class CommandStore : IAsyncDisposable
{
    private CommandStore(NpgsqlDataSource data)
    {
        Data = data;
        Areas = new AreaTree(data);
        Accounts = new AccountStore(data, new GrantChanges());
    }

    public NpgsqlDataSource Data { get; }

    public AreaTree Areas { get; }

    public AccountStore Accounts { get; }

    public static async Task<CommandStore> OpenAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        var settings = StoreSettings.From(invocation.Configuration);
        var store = new CommandStore(NpgsqlDataSource.Create(settings.PromptConnectionString(StoreRole.Command, "gis prompt")));
        await store.Areas.LoadAsync(cancellationToken);
        return store;
    }

    /// <summary>The code given, or the whole province when none was.</summary>
    public async Task<string> AreaAsync(string? given, CancellationToken cancellationToken)
    {
        if (given is not null)
        {
            return given;
        }

        await using var command = Data.CreateCommand(
            "SELECT code FROM area WHERE level = 'province' AND valid_to IS NULL ORDER BY parent_code NULLS FIRST, code LIMIT 1");
        return await command.ExecuteScalarAsync(cancellationToken) as string
            ?? throw new CommandFailedException("The area tree is empty; give --area CODE once it has areas.");
    }

    public ValueTask DisposeAsync() => Data.DisposeAsync();
}
