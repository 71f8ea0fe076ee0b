using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gis.Ingest.Lines;

/// <summary>Kestrel's transport as the field's ports want it; in a server with the pool of buffers that its HTTP ports have, which lets none go to waste.</summary>
internal sealed class FieldTransport(IOptionsFactory<SocketTransportOptions> server)
{
    private const int MostBufferedBytes = 64 << 10;
    private const int MostUnaccepted = 4_096;

    public SocketTransportFactory Create()
    {
        var options = server.Create(Options.DefaultName);
        options.MaxReadBufferSize = MostBufferedBytes;
        options.MaxWriteBufferSize = MostBufferedBytes;
        options.Backlog = MostUnaccepted;

        // Nobody who reads or writes a line here waits for anything but the line, and each change of threads costs as much as a small message.
        options.UnsafePreferInlineScheduling = true;

        // The transport would tell of every connection that ends, which the field does all day.
        return new SocketTransportFactory(Options.Create(options), NullLoggerFactory.Instance);
    }
}
