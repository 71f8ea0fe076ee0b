using System.Diagnostics;
using Gis.Demo.Pictures;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Demo;

public sealed class Jpeg_Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("intrusion")]
    [InlineData("water_colour")]
    [InlineData("left_object")]
    public async Task Another_program_reads_the_picture_as_it_was_painted(string kind)
    {
        var folder = TestFolder.Create("jpeg");
        var canvas = OutfallScene.Paint("13010200001320000012", kind, 0.87, Noon);
        var jpeg = JpegEncoder.Encode(canvas, 85);
        await File.WriteAllBytesAsync(Path.Combine(folder, "a.jpg"), jpeg);

        await RunAsync("gdal_translate", "-q", "-of", "ENVI", "-co", "INTERLEAVE=BIP", Path.Combine(folder, "a.jpg"), Path.Combine(folder, "a.raw"));

        var decoded = await File.ReadAllBytesAsync(Path.Combine(folder, "a.raw"));
        Directory.Delete(folder, recursive: true);
        Assert.Equal(640 * 360 * 3, decoded.Length);
        Assert.True(decoded.Zip(canvas.Rgb, (read, painted) => (double)Math.Abs(read - painted)).Average() < 4);
        Assert.InRange(jpeg.Length, 8_000, 200_000);
    }

    [Fact]
    public void Foul_water_is_seen_to_be_foul()
    {
        var clean = OutfallScene.Paint("13010200001320000012", "intrusion", 0.8, Noon);
        var foul = OutfallScene.Paint("13010200001320000012", "water_colour", 0.8, Noon);

        Assert.True(RedOverBlue(foul) > RedOverBlue(clean) + 10);
    }

    private static double RedOverBlue(Canvas canvas) =>
        Enumerable.Range(canvas.Width * 300, canvas.Width * 20).Average(at => canvas.Rgb[at * 3] - canvas.Rgb[(at * 3) + 2]);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}
