using Gis.Testing;
using Gis.Tiles.Imagery.Import;

namespace Gis.Tiles.Tests.Imagery;

/// <summary>
/// The tiles part with the layer <c>photo</c>, open to all, of one place near Shijiazhuang at three times, and <c>secret</c>, which is open to grants only.
/// At each time the picture's north-west field has another colour.
/// </summary>
public sealed class ImagesSystem : TestSystem
{
    /// <summary>West, north, east, south of all pictures; about 1 m a pixel.</summary>
    internal static readonly double[] Corners = [114.50, 38.06, 114.51, 38.05];

    internal static readonly (byte R, byte G, byte B) Red = (220, 30, 20);
    internal static readonly (byte R, byte G, byte B) Green = (20, 200, 60);
    internal static readonly (byte R, byte G, byte B) Blue = (10, 40, 210);
    internal static readonly (byte R, byte G, byte B) White = (250, 250, 250);

    public const int Side = 1024;

    public HttpClient Anyone => Anonymous();

    public string Images => Path.Combine(Home, "images");

    protected override string Parts => "tiles";

    /// <summary>A picture as an operator imports it.</summary>
    internal Task<ImageReport> ImportAsync(ImageWish wish, CancellationToken cancellationToken = default) =>
        new ImageImport(Store.Tiles, Images, new ImageLimits(), new Progress<ImageProgress>()).RunAsync(wish, cancellationToken);

    protected override async Task ArrangeAsync()
    {
        await SmallWorld.FillAsync(Store);
        using var tiffs = new SmallTiff();
        foreach (var (time, colour) in new[] { ("2020-05-01", Red), ("2021-05-01T03:04:05Z", Green), ("2019-05-01", Blue) })
        {
            var file = await tiffs.WriteAsync($"photo-{time[..4]}", Side, SmallTiff.Quarters(Side, colour, Green, Blue, White), Corners);
            await ImportAsync(new ImageWish("photo", file) { Time = time, Sensor = time[..4] == "2020" ? "GF-2" : null, Cloud = time[..4] == "2020" ? "12.5" : null, Resolution = time[..4] == "2020" ? "0.8" : null, TitleEn = "Photo", TitleZh = "影像", Credit = "Test survey", Publish = true });
        }

        var hidden = await tiffs.WriteAsync("secret", 64, SmallTiff.Quarters(64, Red, Green, Blue, White), Corners);
        await ImportAsync(new ImageWish("secret", hidden));
    }
}
