using Gis.Demo.Episodes;
using Gis.Demo.Field;
using Gis.Demo.Terrain;
using Gis.Server.Platform.Store;
using Microsoft.Extensions.Logging;

namespace Gis.Demo.Simulation;

/// <summary>Lets the demo province speak until it is stopped.</summary>
internal sealed class SimulateCommand(DemoSettings settings, ILogger logger)
{
    /// <summary>One of so many outfalls has a logger that dials in over TCP.</summary>
    private const int OutfallsADialler = 10;

    private static readonly TimeSpan TellsEvery = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly FieldTally _tally = new();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var world = await ReadWorldAsync(cancellationToken);
        var passwords = await PrivateFile.ReadJsonAsync<Dictionary<string, string>>(settings.FieldFile, cancellationToken)
            ?? throw new DemoException($"{settings.FieldFile} is missing: 'Gis.Demo seed' makes it.");
        var memory = (await PrivateFile.ReadJsonAsync<FieldMemory>(settings.MemoryFile, cancellationToken) ?? FieldMemory.Empty).At(_clock.GetUtcNow());
        var episodes = new EpisodeBook(world.Outfalls);
        episodes.Add([.. memory.Asked]);

        using var scheduler = new Scheduler(_clock, logger);
        var signals = new SignalMaker(world, episodes);
        var devices = Devices(world, passwords, memory, episodes, signals, scheduler);
        devices.ForEach(scheduler.Add);
        logger.FieldSpeaks(devices.Count - world.Units.Count, world.Units.Count, settings.IntervalS);

        var requests = new EpisodeRequests(settings.RequestFolder, new EpisodeStarter(devices, episodes, signals, scheduler, _clock), _clock, logger);
        try
        {
            await Task.WhenAll(
                scheduler.RunAsync(cancellationToken), requests.RunAsync(cancellationToken), TellAsync(scheduler, episodes, cancellationToken));
        }
        finally
        {
            await RememberAsync(episodes, CancellationToken.None);
            foreach (var device in devices)
            {
                await device.DisposeAsync();
            }
        }
    }

    private async Task<FieldWorld> ReadWorldAsync(CancellationToken cancellationToken)
    {
        await using var store = settings.OpenStore(StoreRole.Command);
        return await new FieldWorldReader(store).ReadAsync(cancellationToken);
    }

    private List<IFieldDevice> Devices(
        FieldWorld world, Dictionary<string, string> passwords, FieldMemory memory, EpisodeBook episodes, SignalMaker signals, Scheduler scheduler)
    {
        var broker = new BrokerAddress(settings.BrokerHost, settings.BrokerPort);
        var byCode = world.Things.ToDictionary(thing => thing.Code);
        var sights = world.Outfalls.Select(outfall => outfall.At).ToList();
        var devices = new List<IFieldDevice>();
        foreach (var thing in world.Things.Where(thing => passwords.ContainsKey(thing.Code)))
        {
            devices.Add(thing.Kind switch
            {
                "water_meter" => new MeterDevice(thing, broker, passwords[thing.Code], memory.HeardUntil is null, _tally),
                "camera" => new CameraDevice(
                    thing, byCode[world.WatchedByCamera[thing.Code]], episodes, broker, passwords[thing.Code], _tally, _clock),
                _ => new LoggerDevice(
                    thing, signals.For(thing), LinkOf(thing, broker, passwords[thing.Code]), TimeSpan.FromSeconds(settings.IntervalS), memory.HeardUntil,
                    _tally, _clock),
            });
        }

        foreach (var unit in world.Units.Where(unit => passwords.ContainsKey(unit.Code)))
        {
            var conduct = new UnitConduct(
                unit, world.Roads, sights, settings.DriveFactor, settings.Refusing.Contains(unit.Code), settings.Silent.Contains(unit.Code),
                Dice.For("conduct", unit.Code, _clock.GetUtcNow().Ticks));
            devices.Add(new UnitDevice(unit, conduct, broker, passwords[unit.Code], scheduler.Wake, _tally, logger));
        }

        return devices;
    }

    /// <summary>Most loggers speak over the broker; every tenth outfall dials in itself.</summary>
    private Func<Action<byte[]>, IFieldLink> LinkOf(FieldThing thing, BrokerAddress broker, string password) => heard =>
        thing.Kind is "outfall_water" or "outfall_gas" && Dice.Hash(thing.Code) % OutfallsADialler == 0
            ? new LoggerLine(settings.Hj212Host, settings.Hj212Port, heard)
            : new FieldLink(
                broker, thing.Code, password, $"hj212/{thing.Code}/down", heard, (int)Math.Min(60_000, TimeSpan.FromSeconds(settings.IntervalS).TotalSeconds * 3));

    private async Task TellAsync(Scheduler scheduler, EpisodeBook episodes, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TellsEvery, _clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            logger.FieldTold(
                _tally.Packets, _tally.Answered, _tally.Resent, _tally.Unanswered, _tally.Reports, _tally.Pictures, _tally.Positions, _tally.Orders,
                scheduler.Troubles);
            await RememberAsync(episodes, cancellationToken);
        }
    }

    private Task RememberAsync(EpisodeBook episodes, CancellationToken cancellationToken) =>
        PrivateFile.WriteJsonAsync(settings.MemoryFile, new FieldMemory(_clock.GetUtcNow().AddHours(-1), episodes.Asked), cancellationToken);
}
