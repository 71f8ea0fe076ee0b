using System.Diagnostics;
using Gis.BaseMap;
using Gis.BaseMap.Output;
using Gis.BaseMap.Sources;

const string usage = """
    usage: Gis.BaseMap build --work DIR --out DIR
    """;

var watch = Stopwatch.StartNew();
try
{
    var arguments = new Arguments(args);
    switch (arguments.Words)
    {
        case ["build"]:
            var inputs = new RawInputs(arguments.Option("work"), arguments.Optional("tables") ?? RawInputs.ShippedTables);
            new BaseMapBuild(inputs, Say).Run(new BaseMapFolder(arguments.Option("out")));
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
catch (Exception failure) when (failure is IOException or InvalidDataException or FormatException)
{
    Console.Error.WriteLine($"base map: {failure.Message}");
    return 1;
}

void Say(string what) => Console.WriteLine($"{watch.Elapsed.TotalSeconds,6:F1} s  {what}");
