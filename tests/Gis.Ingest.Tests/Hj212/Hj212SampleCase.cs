using System.Text.Json;
using Gis.Testing;

namespace Gis.Ingest.Tests.Hj212;

/// <summary>One line of the samples' manifest.</summary>
internal sealed record Hj212SampleCase(string File, string Expect, int? Len, string? Crc)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Hj212SampleCase> All { get; } =
        JsonSerializer.Deserialize<List<Hj212SampleCase>>(Samples.Text("hj212/manifest.json"), Options)!;

    public byte[] Bytes => Samples.Bytes($"hj212/{File}");

    /// <summary>The MN that stands in the packet, as far as there is one: the topic it is published under.</summary>
    public string Mn
    {
        get
        {
            var text = System.Text.Encoding.UTF8.GetString(Bytes);
            var at = text.IndexOf(";MN=", StringComparison.Ordinal);
            return at < 0 ? "130100F0A000000000000001" : text[(at + 4)..text.IndexOf(';', at + 4)];
        }
    }
}
