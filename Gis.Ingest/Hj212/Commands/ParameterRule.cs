using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gis.Ingest.Hj212.Commands;

/// <summary>One parameter of a command: its name in our JSON, its field on the wire, and what is taken.</summary>
internal abstract record ParameterRule(string Name, string Field, bool IsRequired, string Accepted)
{
    /// <summary>The value as it is stored; null when it can't be taken.</summary>
    public abstract JsonNode? Read(JsonElement value, DateTimeOffset now);

    /// <summary>The stored value as the device gets it.</summary>
    public abstract string ToField(JsonElement stored);
}
