using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gis.Ingest;

/// <summary>
/// Seals the passwords of devices (HJ 212 PW) for the store with AES-256-GCM: they must be given back in commands, so a hash will not do. Each is
/// bound to its thing; moved to another row it can't be opened. The key is a file of mode 600, made when it is first needed.
/// </summary>
public sealed class DevicePasswordSeal
{
    public const string KeyFile = "hj212_key";

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _key;

    private DevicePasswordSeal(byte[] key) => _key = key;

    /// <summary>The seal of the system whose secrets are kept in this folder. A key file that is no key fails here.</summary>
    public static DevicePasswordSeal Of(string secretsFolder)
    {
        ArgumentNullException.ThrowIfNull(secretsFolder);
        var file = SecretFile.Keep(secretsFolder, KeyFile, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(File.ReadAllText(file).Trim(), key, out var length) && length == KeyBytes
            ? new DevicePasswordSeal(key)
            : throw new InvalidOperationException($"{file} holds no key of {KeyBytes} bytes in base64. Bring it back from a backup, or remove it and set the devices' passwords anew.");
    }

    public byte[] Seal(string password, long thingId)
    {
        ArgumentNullException.ThrowIfNull(password);
        var plain = Encoding.UTF8.GetBytes(password);
        var seal = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(seal.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(
            seal.AsSpan(0, NonceBytes), plain, seal.AsSpan(NonceBytes + TagBytes), seal.AsSpan(NonceBytes, TagBytes), BoundTo(thingId));
        return seal;
    }

    /// <summary>False when it was sealed with another key or for another thing, or was changed.</summary>
    public bool TryOpen(ReadOnlySpan<byte> seal, long thingId, [NotNullWhen(true)] out string? password)
    {
        password = null;
        if (seal.Length < NonceBytes + TagBytes)
        {
            return false;
        }

        var plain = new byte[seal.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_key, TagBytes);
        try
        {
            cipher.Decrypt(seal[..NonceBytes], seal[(NonceBytes + TagBytes)..], seal.Slice(NonceBytes, TagBytes), plain, BoundTo(thingId));
        }
        catch (CryptographicException)
        {
            return false;
        }

        password = Encoding.UTF8.GetString(plain);
        return true;
    }

    private static byte[] BoundTo(long thingId) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"thing {thingId}"));
}
