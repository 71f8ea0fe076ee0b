using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gis.Ingest.Tests.Endpoint;

/// <summary>An ingest whose endpoint has a certificate for localhost, and takes those of an authority for devices in place of passwords.</summary>
public sealed class TlsIngest : IngestRig
{
    private readonly ECDsa _deviceAuthorityKey = ECDsa.Create();
    private X509Certificate2 _deviceAuthority = null!;

    /// <summary>The file by which clients know the server.</summary>
    public string AuthorityFile => Path.Combine(Home, "tls", "server.crt");

    public override async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(Home, "tls"));
        WriteServerCertificate();
        _deviceAuthority = Authority("CN=devices", _deviceAuthorityKey);
        await File.WriteAllTextAsync(Path.Combine(Home, "tls", "devices-ca.crt"), _deviceAuthority.ExportCertificatePem());
        await base.InitializeAsync();
        await StartAsync();
    }

    /// <summary>A device's certificate, signed by the authority for devices or by itself.</summary>
    public X509Certificate2 DeviceCertificate(string name, bool byAuthority = true)
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (!byAuthority)
        {
            using var own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
        }

        using var certificate = request.Create(_deviceAuthority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(12), RandomNumberGenerator.GetBytes(8));
        using var withKey = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    protected override void Adjust(Dictionary<string, string?> settings) => settings["Ingest:Endpoint:TlsPort"] = "0";

    private void WriteServerCertificate()
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(AuthorityFile, certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Home, "tls", "server.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static X509Certificate2 Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
