using Gis.Demo.Land.Parcels;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Gis.Demo.Land.Pictures;

/// <summary>Paints a window as it is seen from above on a day: red, green, blue, row by row from the north, tile by tile, four samples a pixel.</summary>
internal sealed class Painter
{
    private const int TilePixels = 250;
    private const int Finer = 2;

    private readonly WindowLand _land;
    private readonly Season _season;
    private readonly Surface _surface;
    private readonly ParcelMap _map;
    private readonly STRtree<Roof> _roofs = new();
    private readonly HashSet<int> _bare;

    public Painter(WindowLand land, Season season)
    {
        (_land, _season) = (land, season);
        _surface = new Surface(land.Ground, season);
        _map = new ParcelMap(land.Parcels, season.HasChanges ? land.Changes : []);
        _bare = season.HasChanges ? land.Changes.Where(change => change.Story.Look == Changes.Look.None).Select(change => change.Parcel.Number).ToHashSet() : [];
        var half = land.Ground.Window.PictureM / 2;
        foreach (var roof in new Buildings(land, season.HasChanges).Place(new Envelope(-half, half, -half, half)))
        {
            _roofs.Insert(roof.Reach, roof);
        }

        _roofs.Build();
    }

    public static int SideOf(WindowLand land, Season season) => (int)(land.Ground.Window.PictureM / PixelOf(land, season));

    private static double PixelOf(WindowLand land, Season season) => land.Ground.Window.PixelM * season.Coarser;

    public byte[] Paint()
    {
        var side = SideOf(_land, _season);
        var picture = new byte[3 * side * side];
        var tiles = (side + TilePixels - 1) / TilePixels;
        Parallel.For(0, tiles * tiles, tile => Paint(picture, side, tile % tiles * TilePixels, tile / tiles * TilePixels));
        return picture;
    }

    private void Paint(byte[] picture, int side, int left, int top)
    {
        var pixel = PixelOf(_land, _season);
        var step = pixel / Finer;
        var half = _land.Ground.Window.PictureM / 2;
        var samples = TilePixels * Finer;
        var (west, north) = (-half + (left * pixel), half - (top * pixel));
        var who = new int[samples * samples];
        _map.Fill(who, samples, west, north, step);
        var lights = Ground(who, samples, west, north, step);
        var view = new Envelope(west, west + (samples * step), north - (samples * step), north);
        var roofs = _roofs.Query(view).OrderBy(roof => roof.HeightM).ThenBy(roof => roof.Y).ThenBy(roof => roof.X).ToList();
        foreach (var roof in roofs)
        {
            RoofBrush.Shadow(lights, samples, west, north, step, roof);
        }

        foreach (var roof in roofs)
        {
            RoofBrush.Body(lights, samples, west, north, step, roof);
        }

        for (var row = 0; row < TilePixels && top + row < side; row++)
        {
            for (var column = 0; column < TilePixels && left + column < side; column++)
            {
                Write(picture, ((top + row) * side) + left + column, lights, samples, row, column, west + ((column + 0.5) * pixel), north - ((row + 0.5) * pixel));
            }
        }
    }

    private Light[] Ground(int[] who, int samples, double west, double north, double step)
    {
        var lights = new Light[who.Length];
        for (var i = 0; i < who.Length; i++)
        {
            var (x, y) = (west + (((i % samples) + 0.5) * step), north - (((i / samples) + 0.5) * step));
            var light = who[i] == ParcelMap.Nothing ? Surface.Sea(x, y)
                : who[i] < _land.Parcels.Count ? _surface.Parcel(_land.Parcels[who[i]], x, y, _bare.Contains(_land.Parcels[who[i]].Number))
                : _surface.Change(_land.Changes[who[i] - _land.Parcels.Count], x, y);
            // A ridge between fields.
            var isRidge = (i % samples > 0 && who[i - 1] != who[i]) || (i >= samples && who[i - samples] != who[i]);
            lights[i] = isRidge ? light.Towards(new Light(126, 120, 92), 0.45f) : light;
        }

        return lights;
    }

    private void Write(byte[] picture, int at, Light[] lights, int samples, int row, int column, double x, double y)
    {
        var sum = new Light(0, 0, 0);
        for (var i = 0; i < Finer * Finer; i++)
        {
            var one = lights[(((row * Finer) + (i / Finer)) * samples) + (column * Finer) + (i % Finer)];
            sum = new Light(sum.R + one.R, sum.G + one.G, sum.B + one.B);
        }

        var light = sum * (1f / (Finer * Finer));
        if (_season.Clouds > 0)
        {
            var shade = Cloud(x + 160, y - 260);
            // White for the sensor too, whatever its colours.
            var white = 214 + (34 * Grain.Cloudy(x / 140, y / 120, _season.Seed + 9));
            light = (light * (1 - (0.5f * shade))).Towards(new Light(white / _season.Gain.R, white / _season.Gain.G, white / _season.Gain.B), Cloud(x, y));
        }

        var grain = 2.5f * (Grain.At(at, 0, _season.Seed) - 0.5f);
        picture[3 * at] = Byte((light.R * _season.Gain.R) + _season.Offset + grain);
        picture[(3 * at) + 1] = Byte((light.G * _season.Gain.G) + _season.Offset + grain);
        picture[(3 * at) + 2] = Byte((light.B * _season.Gain.B) + _season.Offset + grain);
    }

    /// <summary>How much of the picture lies under clouds that let less than half of the ground through, percent; of every tenth pixel both ways.</summary>
    public int CloudPercent()
    {
        if (_season.Clouds <= 0)
        {
            return 0;
        }

        var half = _land.Ground.Window.PictureM / 2;
        var step = 10 * PixelOf(_land, _season);
        var (seen, covered) = (0, 0);
        for (var y = -half; y < half; y += step)
        {
            for (var x = -half; x < half; x += step)
            {
                seen++;
                covered += Cloud(x, y) > 0.5f ? 1 : 0;
            }
        }

        return (int)Math.Round(100.0 * covered / seen);
    }

    private float Cloud(double x, double y) => Math.Clamp((Grain.Cloudy(x / 750, y / 620, _season.Seed) - (1 - _season.Clouds)) * 5, 0, 0.97f);

    private static byte Byte(float value) => (byte)Math.Clamp((int)(value + 0.5f), 0, 255);
}
