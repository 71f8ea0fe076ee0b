using Gis.Server.Patches.Field;
using Xunit;

namespace Gis.Server.Tests.Patches.Field;

/// <summary>The first look at the bytes of a photograph.</summary>
public sealed class PhotoHeader_Tests
{
    private const int Cases = 100_000;

    private static readonly byte[] Png =
    [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 1, 0x40, 0, 0, 0, 0xF0, 8, 2, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 1, .. "IDAT"u8, 0, 1, 2, 3, 4,
        0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82,
    ];

    [Fact]
    public void Whole_pictures_tell_kind_and_size()
    {
        Assert.Equal(new PhotoHeader("image/jpeg", 320, 240), PhotoHeader.Read(FieldPhoto.Jpeg(1)));
        Assert.Equal(new PhotoHeader("image/png", 320, 240), PhotoHeader.Read(Png));
    }

    [Fact]
    public void Picture_that_is_cut_off_is_none()
    {
        var jpeg = FieldPhoto.Jpeg(2);

        Assert.All(Enumerable.Range(0, jpeg.Length - 1), length => Assert.Null(PhotoHeader.Read(jpeg.AsSpan(0, length))));
        Assert.All(Enumerable.Range(0, Png.Length - 1), length => Assert.Null(PhotoHeader.Read(Png.AsSpan(0, length))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GIF89a")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    public void Other_files_are_none(string text) => Assert.Null(PhotoHeader.Read(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Place_that_the_file_names_is_read()
    {
        var place = ExifPlace.Read(FieldPhoto.Jpeg(3, (-114.6125, 38.0475)));

        Assert.Equal(-114.6125, place!.Value.Lon, 1e-5);
        Assert.Equal(38.0475, place.Value.Lat, 1e-5);
        Assert.Null(ExifPlace.Read(FieldPhoto.Jpeg(3)));
    }

    [Fact]
    public void Spoilt_pictures_are_read_without_trouble()
    {
        var random = new Random(20260417);
        byte[][] seeds = [FieldPhoto.Jpeg(4, (114.5, 38)), Png];
        var whole = 0;
        for (var at = 0; at < Cases; at++)
        {
            var bytes = seeds[at % seeds.Length].ToArray();
            for (var spoilt = random.Next(1, 12); spoilt > 0; spoilt--)
            {
                bytes[random.Next(Math.Min(bytes.Length, 200))] = (byte)random.Next(256);
            }

            var cut = bytes.AsSpan(0, random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length);
            whole += PhotoHeader.Read(cut) is null ? 0 : 1;
            Assert.True(ExifPlace.Read(cut) is not { } place || (Math.Abs(place.Lon) <= 180 && Math.Abs(place.Lat) <= 90));
        }

        Assert.InRange(whole, 1, Cases - 1);
    }
}
