using System.Collections.Concurrent;
using System.Net;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>Counts wrong passwords by address, so that guessing is slow: after so many in a minute the address waits for the minute to end.</summary>
internal sealed class FailedEntries(TimeProvider clock)
{
    private const int MostInAMinute = 30;
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<IPAddress, (long Since, int Count)> _byAddress = new();

    public bool MustWait(IPAddress address) =>
        _byAddress.TryGetValue(address, out var failed) && failed.Count >= MostInAMinute && clock.GetElapsedTime(failed.Since) < Minute;

    public void Add(IPAddress address)
    {
        if (_byAddress.Count > MostAddresses)
        {
            _byAddress.Clear();
        }

        _byAddress.AddOrUpdate(
            address,
            _ => (clock.GetTimestamp(), 1),
            (_, failed) => clock.GetElapsedTime(failed.Since) < Minute ? (failed.Since, failed.Count + 1) : (clock.GetTimestamp(), 1));
    }
}
