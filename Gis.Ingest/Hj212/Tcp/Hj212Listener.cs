using System.Collections.Concurrent;
using System.Net;
using Gis.Ingest.Lines;
using Microsoft.AspNetCore.Connections;

namespace Gis.Ingest.Hj212.Tcp;

/// <summary>Listens for data loggers that dial in themselves.</summary>
internal sealed class Hj212Listener(LineTools tools) : IFieldListener
{
    private readonly ConcurrentDictionary<Guid, Hj212Line> _lines = [];
    private FieldPort? _port;

    /// <summary>The port listened on; 0 while none is.</summary>
    public int Port => _port?.Port ?? 0;

    public int Connections => _port?.Connections ?? 0;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = tools.Options;
        if (options.Port == Hj212TcpOptions.Off)
        {
            return;
        }

        var port = new FieldPort(
            tools.Transport, new IPEndPoint(IPAddress.Parse(options.Bind), options.Port), options.MostConnections, ServeAsync, tools.Logger);
        await port.BindAsync(cancellationToken);
        _port = port;
        tools.Logger.Listening("HJ 212", options.Bind, port.Port);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _port is { } port
        ? port.RunAsync(cancellationToken)
        : Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    public Task WhenSentAsync(CancellationToken cancellationToken) => Task.WhenAll(_lines.Values.Select(line => line.WhenSentAsync(cancellationToken)));

    private async Task ServeAsync(ConnectionContext connection, CancellationToken cancellationToken)
    {
        var line = new Hj212Line(connection, tools);
        _lines[line.Id] = line;
        try
        {
            await line.RunAsync(cancellationToken);
        }
        finally
        {
            _lines.TryRemove(line.Id, out _);
        }
    }
}
