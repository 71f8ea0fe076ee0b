using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace Gis.Ingest.Lines;

/// <summary>
/// A TCP port on which the field connects. Each connection is served by a task of its own; beyond the most that are served, the newest is closed at
/// once. The transport is Kestrel's: pipes, pooled buffers, and no buffer at all for a connection that is idle.
/// </summary>
internal sealed class FieldPort(
    FieldTransport transport, IPEndPoint address, int mostConnections, Func<ConnectionContext, CancellationToken, Task> serveAsync, ILogger logger)
{
    private static readonly TimeSpan LastWordsWithin = TimeSpan.FromSeconds(2);

    private readonly SocketTransportFactory _transport = transport.Create();

    private IConnectionListener? _listener;
    private int _connections;

    /// <summary>The port listened on, known once <see cref="BindAsync"/> has returned.</summary>
    public int Port => (_listener?.EndPoint as IPEndPoint)?.Port ?? 0;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Begins to listen; a port that is taken, or an address that is not this machine's, fails here.</summary>
    public async Task BindAsync(CancellationToken cancellationToken) => _listener = await _transport.BindAsync(address, cancellationToken);

    /// <summary>Serves connections until stopped; then the port is closed and those who are being served are told to end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var listener = _listener ?? throw new InvalidOperationException("The port is not bound.");
        var served = new HashSet<Task>();
        var gate = new Lock();
        try
        {
            while (await AcceptAsync(listener, cancellationToken) is { } connection)
            {
                if (Interlocked.Increment(ref _connections) > mostConnections)
                {
                    Interlocked.Decrement(ref _connections);
                    logger.TooManyConnections(mostConnections, connection.RemoteEndPoint);
                    connection.Abort();
                    await connection.DisposeAsync();
                    continue;
                }

                var serving = ServeAsync(connection, cancellationToken);
                lock (gate)
                {
                    served.Add(serving);
                }

                _ = serving.ContinueWith(
                    done =>
                    {
                        lock (gate)
                        {
                            served.Remove(done);
                        }
                    },
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }
        }
        finally
        {
            await listener.UnbindAsync(CancellationToken.None);
            Task[] last;
            lock (gate)
            {
                last = [.. served];
            }

            await Task.WhenAll(last);
            await listener.DisposeAsync();
        }
    }

    private static async Task<ConnectionContext?> AcceptAsync(IConnectionListener listener, CancellationToken cancellationToken)
    {
        try
        {
            return await listener.AcceptAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task ServeAsync(ConnectionContext connection, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await serveAsync(connection, cancellationToken);
        }
        catch (Exception end) when (end is IOException or SocketException or OperationCanceledException or ObjectDisposedException or ConnectionAbortedException)
        {
            // The other side has left, or we stop: either way the connection is over and nothing is owed to it.
            connection.Abort();
        }
        catch (Exception broken)
        {
            logger.ConnectionBroke(broken, connection.RemoteEndPoint);
            connection.Abort();
        }
        finally
        {
            await CloseAsync(connection);
            Interlocked.Decrement(ref _connections);
        }
    }

    /// <summary>Last words are given a moment to go out; who does not read them is cut off.</summary>
    private static async Task CloseAsync(ConnectionContext connection)
    {
        var closing = connection.DisposeAsync().AsTask();
        if (await Task.WhenAny(closing, Task.Delay(LastWordsWithin)) != closing)
        {
            connection.Abort();
        }

        await closing;
    }
}
