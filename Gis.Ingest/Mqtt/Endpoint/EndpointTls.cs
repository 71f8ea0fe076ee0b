using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>TLS at the endpoint: our certificate and, where an authority for devices is named, theirs in place of a password.</summary>
internal sealed class EndpointTls
{
    private readonly SslServerAuthenticationOptions _options;

    private EndpointTls(SslServerAuthenticationOptions options) => _options = options;

    /// <summary>Null when no certificate is configured; files that can't be read fail here.</summary>
    public static EndpointTls? From(EndpointOptions options)
    {
        if (options.CertificateFile is not { Length: > 0 } file)
        {
            return null;
        }

        var certificate = X509Certificate2.CreateFromPemFile(file, options.KeyFile);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(file);
        var tls = new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true) };
        if (options.ClientAuthorityFile is { Length: > 0 } authorityFile)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(authorityFile);
            tls.ClientCertificateRequired = true;
            tls.RemoteCertificateValidationCallback = (_, presented, _, _) => presented is null || IsOurs((X509Certificate2)presented, authorities);
        }

        return new EndpointTls(tls);
    }

    /// <summary>The pipe inside TLS, and the name in the certificate that the device has shown.</summary>
    public async Task<(IDuplexPipe Pipe, string? Name, SslStream Stream)> OpenAsync(ConnectionContext connection, CancellationToken cancellationToken)
    {
        var stream = new SslStream(new DuplexStream(connection.Transport), leaveInnerStreamOpen: true);
        await stream.AuthenticateAsServerAsync(_options, cancellationToken);
        var name = (stream.RemoteCertificate as X509Certificate2)?.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return (new StreamPipe(stream), name, stream);
    }

    private static bool IsOurs(X509Certificate2 presented, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(presented);
    }

    private sealed class StreamPipe(Stream stream) : IDuplexPipe
    {
        public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(useZeroByteReads: true, leaveOpen: true));

        public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
    }
}
