using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace Gis.Server.Tests.Patches.Field;

/// <summary>Photographs for tests: bytes that a decoder takes for a picture, each another.</summary>
internal static class FieldPhoto
{
    /// <summary>A JPEG of 320 × 240 px by its frame; the scan is noise of this seed.</summary>
    public static byte[] Jpeg(int seed, (double Lon, double Lat)? exif = null)
    {
        var scan = new byte[400];
        new Random(seed).NextBytes(scan);
        byte[] frame = [0xFF, 0xC0, 0, 17, 8, 0, 240, 1, 64, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
        byte[] start = [0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0];
        return [0xFF, 0xD8, .. exif is { } at ? Exif(at.Lon, at.Lat) : [], .. frame, .. start, .. scan.Select(one => one == 0xFF ? (byte)0 : one), 0xFF, 0xD9];
    }

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static async Task<HttpResponseMessage> PhotographAsync(
        this HttpClient client, long patch, byte[] bytes, string role, double lon, double lat = 38.0002, double azimuth = 90, DateTimeOffset? takenAt = null, string? hash = null)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        var at = Uri.EscapeDataString((takenAt ?? DateTimeOffset.UtcNow).ToString("O", CultureInfo.InvariantCulture));
        return await client.PostAsync(
            new Uri(string.Create(
                CultureInfo.InvariantCulture,
                $"api/patches/{patch}/photos?hash={hash ?? HashOf(bytes)}&role={role}&lon={lon}&lat={lat}&accuracyM=6&azimuth={azimuth}&azimuthSource=compass&takenAt={at}&device=test%20phone"), UriKind.Relative),
            content);
    }

    public static async Task<JsonElement> PhotographedAsync(this HttpClient client, long patch, byte[] bytes, string role, double lon, double azimuth = 90)
    {
        using var answer = await client.PhotographAsync(patch, bytes, role, lon, azimuth: azimuth);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>APP1 with a GPS directory: big-endian, degrees and seconds in hundredths.</summary>
    private static byte[] Exif(double lon, double lat)
    {
        var tiff = new byte[8 + 18 + 54 + 48];
        "MM\0*"u8.CopyTo(tiff);
        U32(tiff, 4, 8);
        Entry(tiff, 8, 1, [(0x8825, 4, 1, 26)]);
        Entry(tiff, 26, 4, [(1, 2, 2, lat < 0 ? 'S' << 24 : 'N' << 24), (2, 5, 3, 80), (3, 2, 2, lon < 0 ? 'W' << 24 : 'E' << 24), (4, 5, 3, 104)]);
        Rational(tiff, 80, Math.Abs(lat));
        Rational(tiff, 104, Math.Abs(lon));
        return [0xFF, 0xE1, (byte)((tiff.Length + 8) >> 8), (byte)(tiff.Length + 8), .. "Exif\0\0"u8, .. tiff];
    }

    private static void Entry(byte[] tiff, int at, int count, (ushort Tag, ushort Type, uint Count, int Value)[] entries)
    {
        BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), (ushort)count);
        for (var index = 0; index < entries.Length; index++)
        {
            var entry = at + 2 + (index * 12);
            BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(entry), entries[index].Tag);
            BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(entry + 2), entries[index].Type);
            U32(tiff, entry + 4, entries[index].Count);
            U32(tiff, entry + 8, unchecked((uint)entries[index].Value));
        }
    }

    private static void Rational(byte[] tiff, int at, double degrees)
    {
        U32(tiff, at, (uint)degrees);
        U32(tiff, at + 4, 1);
        U32(tiff, at + 8, 0);
        U32(tiff, at + 12, 1);
        U32(tiff, at + 16, (uint)((degrees - Math.Floor(degrees)) * 360_000));
        U32(tiff, at + 20, 100);
    }

    private static void U32(byte[] tiff, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at), value);
}
