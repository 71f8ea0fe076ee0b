using System.Text;
using System.Text.Json;
using Gis.Tiles.Crs;
using Gis.Tiles.Writing;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gis.Tiles.Tests.Writing;

/// <summary>Bodies that were bent are taken or refused; nothing else happens to them.</summary>
public sealed class BodyFuzz_Tests
{
    private const int Cases = 100_000;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "null", "true", "\"", "\"\\ud83d\"", "\"\\u0000\"", "1e400", "-1e-400", "NaN", "0", "1e17", "\"type\"", "\"Polygon\"", "\"MultiPolygon\"", "\"coordinates\"",
        "[[114,38],[115,38],[115,39],[114,38]]", "\"properties\":", "\"geometry\":", "\"min_zoom\":3", "\u00e9", "\ufeff",
    ];

    [Fact]
    public async Task Bent_bodies_are_taken_or_refused()
    {
        var random = new Random(20_002);
        var (taken, refused) = (0, 0);
        for (var number = 0; number < Cases; number++)
        {
            var bytes = Bend(WriterClient.Parcel(114.5, 38.1, "130102"), random);
            try
            {
                await TakeAsync(bytes);
                taken++;
            }
            catch (WriteRefused)
            {
                refused++;
            }
        }

        Assert.True(taken > Cases / 100 && refused > Cases / 10, $"{taken} taken, {refused} refused");
    }

    private static async Task TakeAsync(byte[] bytes)
    {
        var http = new DefaultHttpContext { Request = { ContentType = WriterClient.GeoJson, Body = new MemoryStream(bytes) } };
        using var body = await BodyReader.ReadAsync(http.Request, BodyReader.Features, CancellationToken.None);
        var root = body.RootElement;
        FeatureDraft.Of(Member(root, "properties"));
        BodyGeometry.Read(Member(root, "geometry"), "polygon", ReferenceSystems.Crs84);
    }

    private static JsonElement Member(JsonElement body, string name) => body.TryGetProperty(name, out var member) ? member : default;

    private static byte[] Bend(string body, Random random)
    {
        var text = new StringBuilder(body);
        for (var turn = random.Next(1, 4); turn > 0; turn--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(3))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                default:
                    text[at] = (char)random.Next(32, 127);
                    break;
            }
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (random.Next(4) == 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }
}
