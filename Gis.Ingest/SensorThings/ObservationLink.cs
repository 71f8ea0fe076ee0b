using System.Globalization;
using Gis.Ingest.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Gis.Ingest.SensorThings;

/// <summary>
/// The identity of an observation: its datastream and its time, which are its key in the store. <c>Observations('12-1793678100000000')</c> is of
/// datastream 12, microseconds since 1970.
/// </summary>
internal static class ObservationLink
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>Where the server's SensorThings begin, as the caller addressed it.</summary>
    public static string Root(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}/sta/v1.1";

    public static string Id(long datastream, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{datastream}-{(at - DateTimeOffset.UnixEpoch).Ticks / TicksPerMicrosecond}");

    public static string Of(string root, string id) => $"{root}/Observations('{id}')";

    /// <summary>The topic by which the field writes to a datastream.</summary>
    public static string Topic(long datastream) => string.Create(CultureInfo.InvariantCulture, $"v1.1/Datastreams({datastream})/Observations");

    /// <summary>The moment of the value that a stored message brought, or the start of its period.</summary>
    public static DateTimeOffset TimeOf(Envelope stored) => stored.Sorted!.Values[0].At;
}
