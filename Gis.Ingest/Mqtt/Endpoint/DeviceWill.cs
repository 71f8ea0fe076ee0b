namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>What is to be taken as the device's word when its connection ends without DISCONNECT.</summary>
internal sealed record DeviceWill(string Topic, byte[] Payload);
