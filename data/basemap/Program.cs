using System.Diagnostics;
using System.Globalization;
using Gis.BaseMap;
using Gis.BaseMap.Load;
using Gis.BaseMap.Output;
using Gis.BaseMap.Sources;
using Gis.Tiles.Import;
using Npgsql;

const string usage = """
    usage: Gis.BaseMap build --work DIR --out DIR
           Gis.BaseMap load --out DIR --tiles CONNECTION --command CONNECTION
           Gis.BaseMap load-layers --out DIR --by NAME --tiles CONNECTION
           Gis.BaseMap import LAYER FILE --tiles CONNECTION [--licence TEXT] [--credit TEXT] [--edition TEXT] [--by NAME] [--crs EPSG:N|gcj02|bd09]
           Gis.BaseMap editions LAYER --tiles CONNECTION
           Gis.BaseMap roll-back LAYER EDITION --tiles CONNECTION [--by NAME]
    CONNECTION is an Npgsql connection string of the role gis_tiles or gis_command.
    """;

var watch = Stopwatch.StartNew();
using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};

try
{
    var arguments = new Arguments(args);
    switch (arguments.Words)
    {
        case ["build"]:
            new BaseMapBuild(new RawInputs(arguments.Option("work"), RawInputs.ShippedTables), Say).Run(new BaseMapFolder(arguments.Option("out")));
            return 0;
        case ["load"]:
            await LoadAsync(arguments);
            return 0;
        case ["load-layers"]:
            await LoadLayersAsync(arguments);
            return 0;
        case ["import", var layer, var file]:
            await ImportAsync(layer, file, arguments);
            return 0;
        case ["editions", var layer]:
            await ListAsync(layer, arguments);
            return 0;
        case ["roll-back", var layer, var edition]:
            await RollBackAsync(layer, edition, arguments);
            return 0;
        default:
            throw new UsageException(usage);
    }
}
catch (UsageException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
catch (Exception failure) when (failure is IOException or ImportRefusedException or InvalidDataException or FormatException or NpgsqlException or System.ComponentModel.Win32Exception)
{
    Console.Error.WriteLine($"base map: {failure.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("base map: stopped, nothing half-done is shown.");
    return 130;
}

void Say(string what) => Console.WriteLine($"{watch.Elapsed.TotalSeconds,6:F1} s  {what}");

async Task LoadAsync(Arguments arguments)
{
    await using var tiles = NpgsqlDataSource.Create(arguments.Option("tiles"));
    await using var command = NpgsqlDataSource.Create(arguments.Option("command"));
    await new BaseMapLoad(tiles, command, Say).RunAsync(new BaseMapFolder(arguments.Option("out")), stopping.Token);
}

async Task LoadLayersAsync(Arguments arguments)
{
    await using var tiles = NpgsqlDataSource.Create(arguments.Option("tiles"));
    await new LayerLoad(tiles, arguments.Option("by"), Say).RunAsync(new BaseMapFolder(arguments.Option("out")), stopping.Token);
}

async Task ListAsync(string layer, Arguments arguments)
{
    await using var tiles = NpgsqlDataSource.Create(arguments.Option("tiles"));
    Console.WriteLine(LayerEdition.Heads);
    foreach (var edition in await new EditionStore(tiles).ListAsync(layer, stopping.Token))
    {
        Console.WriteLine(edition.ToLine());
    }
}

async Task RollBackAsync(string layer, string edition, Arguments arguments)
{
    await using var tiles = NpgsqlDataSource.Create(arguments.Option("tiles"));
    var number = int.TryParse(edition, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : throw new UsageException($"'{edition}' is no number of an edition.");
    var before = await new EditionStore(tiles).RollBackAsync(layer, number, arguments.Optional("by") ?? Environment.UserName, account: null, reason: null, stopping.Token);
    Say($"{layer}: edition {number} is shown again; edition {before} is kept");
}

async Task ImportAsync(string layer, string file, Arguments arguments)
{
    await using var tiles = NpgsqlDataSource.Create(arguments.Option("tiles"));
    var terms = new ImportTerms(
        arguments.Optional("by") ?? Environment.UserName, arguments.Optional("licence"), arguments.Optional("credit"), arguments.Optional("edition"),
        SourceCrs.Of(arguments.Optional("crs")));
    await new LayerImport(tiles, Say).RunAsync(layer, file, terms, stopping.Token);
}
