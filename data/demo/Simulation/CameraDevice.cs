using System.Text.Json;
using Gis.Demo.Field;
using Gis.Demo.Physics;
using Gis.Demo.Pictures;
using Gis.Demo.Terrain;

namespace Gis.Demo.Simulation;

/// <summary>A camera at an outfall: sees someone now and then, and sees the water change its colour when a discharge begins.</summary>
internal sealed class CameraDevice(
    FieldThing camera, FieldThing watched, EpisodeBook episodes, BrokerAddress broker, string password, FieldTally tally, TimeProvider clock) : IFieldDevice
{
    private const int Quality = 72;
    private const double EventsADay = 2.2;
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(20);
    private static readonly (string Kind, string Label)[] Sights =
        [("intrusion", "person"), ("intrusion", "person"), ("loiter", "person"), ("line", "person"), ("left_object", "bag")];

    private readonly Dice _dice = Dice.For("sights", camera.Code, clock.GetUtcNow().Ticks);
    private readonly HashSet<DateTimeOffset> _seen = [];
    private DateTimeOffset _nextSight;

    public string Code => camera.Code;

    public FieldThing Watched => watched;

    public DateTimeOffset FirstDue(DateTimeOffset now)
    {
        _nextSight = now.AddMinutes(2) + Wait();
        return now + (LooksEvery * _dice.Next());
    }

    public async Task<DateTimeOffset> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var discharge = watched.Kind == "outfall_water"
            ? episodes.Of(watched.Code, now).FirstOrDefault(one => one.Strength(now) > 0.6 && now - one.Start < TimeSpan.FromHours(1))
            : null;
        if (discharge is not null && _seen.Add(discharge.Start))
        {
            await TellAsync("water_colour", "discoloured_water", now, cancellationToken);
        }
        else if (_nextSight <= now)
        {
            var (kind, label) = _dice.Pick(Sights);
            await TellAsync(kind, label, now, cancellationToken);
            _nextSight = now + Wait();
        }

        return now + LooksEvery;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task TellAsync(string kind, string label, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var link = new FieldLink(broker, camera.Code, password, listenTo: null, heard: null, keepAliveS: 60);
        var confidence = Math.Round(_dice.Between(0.71, 0.97), 2);
        var name = $"{now.ToUnixTimeMilliseconds()}-{kind}";
        var picture = JpegEncoder.Encode(OutfallScene.Paint(camera.Code, kind, confidence, now), Quality);
        await link.PublishAsync($"video/{camera.Code}/events", Words(name, kind, label, confidence, now, null), cancellationToken);
        await link.PublishAsync($"video/{camera.Code}/snapshots/{name}", picture, cancellationToken);
        await link.PublishAsync(
            $"video/{camera.Code}/events", Words(name, kind, label, confidence, now, now.AddSeconds(_dice.Between(1, 4))), cancellationToken);
        FieldTally.Count(ref tally.Pictures);
    }

    private byte[] Words(string name, string kind, string label, double confidence, DateTimeOffset startedAt, DateTimeOffset? endedAt) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>
        {
            ["eventId"] = name,
            ["source"] = "camera",
            ["cameraId"] = camera.Code,
            ["kind"] = kind,
            ["objectLabel"] = label,
            ["confidence"] = confidence,
            ["zone"] = "outfall",
            ["startedAt"] = startedAt.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"),
            ["endedAt"] = endedAt?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"),
            ["location"] = new { type = "Point", coordinates = new[] { camera.At.Lon, camera.At.Lat } },
        });

    /// <summary>Events come by chance, so the waits between them are exponential.</summary>
    private TimeSpan Wait() => TimeSpan.FromDays(-Math.Log(1 - _dice.Next()) / EventsADay);
}
