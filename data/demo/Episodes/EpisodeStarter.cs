using Gis.Demo.Physics;
using Gis.Demo.Simulation;
using Gis.Demo.Terrain;

namespace Gis.Demo.Episodes;

/// <summary>Begins a discharge now, at an outfall that is quiet, has a camera and a river station downstream where one can be found.</summary>
internal sealed class EpisodeStarter(
    IReadOnlyList<IFieldDevice> devices, EpisodeBook episodes, SignalMaker signals, Scheduler scheduler, TimeProvider clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(150);

    /// <summary>The discharge is at full strength already: its first minutes have passed unseen.</summary>
    private static readonly TimeSpan Unseen = TimeSpan.FromMinutes(4);

    public EpisodeAnswer Start(EpisodeRequest request)
    {
        var now = clock.GetUtcNow();
        var loggers = devices.OfType<LoggerDevice>().Where(logger => logger.Station.Kind is "outfall_water" or "outfall_gas").ToList();
        var chosen = request.Outfall is { } code ? loggers.Find(logger => logger.Code == code) : Choose(loggers, now);
        if (chosen is null)
        {
            return Refuse(request.Outfall is null ? "Every outfall is busy already." : $"There is no outfall {request.Outfall} in the demo province.");
        }

        var dice = Dice.For("asked", chosen.Code, now.Ticks);
        var discharge = new Discharge(
            chosen.Code, now - Unseen, Length, EpisodeBook.Candidates(chosen.Station)[0], Math.Round(dice.Between(2.1, 3.4), 2));
        episodes.Add(discharge);
        chosen.BeginDischarge(now - Unseen / 2);
        scheduler.Wake(chosen);
        foreach (var camera in devices.OfType<CameraDevice>().Where(camera => camera.Watched.Code == chosen.Code))
        {
            scheduler.Wake(camera);
        }

        return new EpisodeAnswer(
            chosen.Code, chosen.Station.NameZh, chosen.Station.NameEn, discharge.Property, discharge.PeakRatio, (int)Length.TotalMinutes, null);
    }

    private LoggerDevice? Choose(List<LoggerDevice> loggers, DateTimeOffset now)
    {
        var watched = devices.OfType<CameraDevice>().Select(camera => camera.Watched.Code).ToHashSet();
        var quiet = loggers.Where(logger => logger.Station.Kind == "outfall_water" && !episodes.Of(logger.Code, now).Any(one => one.Strength(now) > 0)).ToList();
        var best = quiet.Where(logger => watched.Contains(logger.Code) && signals.IsFollowed(logger.Station)).ToList();
        var candidates = best.Count > 0 ? best : quiet.Where(logger => watched.Contains(logger.Code)).ToList() is { Count: > 0 } seen ? seen : quiet;
        return candidates.Count > 0 ? Dice.For("choose", now.Ticks).Pick(candidates) : null;
    }

    private static EpisodeAnswer Refuse(string why) => new(null, null, null, null, null, null, why);
}
