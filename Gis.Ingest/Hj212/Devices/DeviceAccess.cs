using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gis.Ingest.Pipeline;

namespace Gis.Ingest.Hj212.Devices;

/// <summary>From where a device may speak and which passwords it may present; null stands for any.</summary>
internal sealed class DeviceAccess(IReadOnlyList<IPNetwork>? sources, IReadOnlyList<string>? passwords)
{
    /// <summary>Registered, and nothing more is asked for.</summary>
    public static readonly DeviceAccess Open = new(null, null);

    public Rejection? CheckSource(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return sources?.Any(network => network.Contains(plain)) == false
            ? new Rejection("source-not-allowed", "The device is registered for other source addresses than the one it calls from.")
            : null;
    }

    /// <summary>Takes as long for a wrong password as for the right one.</summary>
    public Rejection? CheckPassword(string given)
    {
        if (passwords is null)
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetBytes(given);
        var fits = false;
        foreach (var password in passwords)
        {
            fits |= CryptographicOperations.FixedTimeEquals(bytes, Encoding.UTF8.GetBytes(password));
        }

        return fits ? null : new Rejection("bad-password", "PW must be the password that is set for this device.");
    }
}
