using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gis.Tiles.Usage;

/// <summary>The body of an answer, with its bytes counted as they are written; nothing is copied.</summary>
internal sealed class CountedBody(IHttpResponseBodyFeature inner) : IHttpResponseBodyFeature
{
    private CountedStream? _stream;
    private CountedWriter? _writer;

    public long Bytes => (_stream?.Bytes ?? 0) + (_writer?.Bytes ?? 0);

    public Stream Stream => _stream ??= new CountedStream(inner.Stream);

    public PipeWriter Writer => _writer ??= new CountedWriter(inner.Writer);

    public Task CompleteAsync() => inner.CompleteAsync();

    public void DisableBuffering() => inner.DisableBuffering();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);
}
