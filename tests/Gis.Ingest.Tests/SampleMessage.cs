using System.Text;
using System.Text.Json;
using Gis.Testing;

namespace Gis.Ingest.Tests;

/// <summary>A recorded JSON sample: <c>{topic, payload}</c>, or a bare message.</summary>
internal sealed record SampleMessage(string Topic, byte[] Payload)
{
    public static SampleMessage Read(string name)
    {
        using var document = JsonDocument.Parse(Samples.Bytes(name));
        return document.RootElement.TryGetProperty("payload", out var payload)
            ? new SampleMessage(document.RootElement.GetProperty("topic").GetString()!, Encoding.UTF8.GetBytes(payload.GetRawText()))
            : new SampleMessage("", Samples.Bytes(name));
    }
}
