using Gis.Server.Access.Commands;
using Gis.Server.Changes;
using Gis.Server.OneMap;
using Gis.Server.Platform.Commands;
using Gis.Server.Platform.Store;
using Gis.Server.Things;

// The first command is the one that runs when none is named.
var commands = new CommandLine(
    [
        new ServeCommand(),
        new MigrateCommand(),
        new PublishLayerCommand(published: true),
        new PublishLayerCommand(published: false),
        new ImportImageCommand(),
        new StoreAddressCommand(),
        new AdminCreateCommand(),
        new AdminResetPasswordCommand(),
        new TokenCreateCommand(),
        new SignInLinksCommand(),
        new BrokerFilesCommand(),
        new ImportThingsCommand(),
        new ReplayCommand(),
        new DetectChangesCommand(),
    ],
    Console.Out,
    Console.Error);

return await commands.RunAsync(args, CancellationToken.None);
