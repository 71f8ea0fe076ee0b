using System.Security.Cryptography;
using System.Text;
using Gis.Ingest;

namespace Gis.Server.Patches.Evidence;

/// <summary>
/// The authority's seal on evidence: ECDSA on P-256 over SHA-256, as <c>openssl dgst -sha256 -verify</c> checks it. The private key is a file of mode 600 among the secrets, made when it is first
/// needed, or put there by whoever has one already.
/// </summary>
internal sealed class EvidenceSeal : IDisposable
{
    public const string KeyFile = "evidence_key.pem";

    private readonly ECDsa _key;

    private EvidenceSeal(ECDsa key)
    {
        _key = key;
        PublicKey = key.ExportSubjectPublicKeyInfoPem() + "\n";
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>PEM.</summary>
    public string PublicKey { get; }

    /// <summary>SHA-256 of the public key in DER, hexadecimal: what the authority publishes, so that others know its key.</summary>
    public string Fingerprint { get; }

    /// <summary>The seal of the system whose secrets are kept in this folder. A file that holds no such key fails here.</summary>
    public static EvidenceSeal Of(string secretsFolder)
    {
        var file = SecretFile.Keep(secretsFolder, KeyFile, MakeKey);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            return new EvidenceSeal(key);
        }
        catch (Exception broken) when (broken is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidOperationException($"{file} holds no private key of an elliptic curve in PEM. Bring it back from a backup, or remove it, and a new one is made.", broken);
        }
    }

    /// <summary>DER, as OpenSSL writes and reads it.</summary>
    public byte[] Sign(string text) => _key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose() => _key.Dispose();

    private static string MakeKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
