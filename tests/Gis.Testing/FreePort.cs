using System.Net;
using System.Net.Sockets;

namespace Gis.Testing;

/// <summary>TCP ports that nobody listens on at this moment.</summary>
public static class FreePort
{
    public static int Take()
    {
        using var listener = Listen(0);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The first of several ports in a row.</summary>
    public static int TakeRow(int count)
    {
        while (true)
        {
            var first = Take();
            if (Enumerable.Range(first, count).All(IsFree))
            {
                return first;
            }
        }
    }

    private static bool IsFree(int port)
    {
        if (port > IPEndPoint.MaxPort)
        {
            return false;
        }

        try
        {
            using var listener = Listen(port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return listener;
    }
}
