using Gis.Ingest.Lines;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>What every connection of the endpoint shares.</summary>
internal sealed record EndpointContext(EndpointOptions Options, FieldTransport Transport, FieldInbox Inbox, Downlinks Downlinks, TimeProvider Clock)
{
    /// <summary>The longest packet taken: a snapshot of 1 MiB with its topic.</summary>
    public const int MostPacketBytes = 1_200_000;

    /// <summary>The longest first packet, of somebody who is not known yet.</summary>
    public const int MostConnectBytes = 16 << 10;
}
