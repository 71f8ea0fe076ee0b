using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gis.Ingest.Hj212.Commands;

/// <summary>A whole number within bounds, or one of a few.</summary>
internal sealed record NumberRule(string Name, string Field, int Least, int Most, IReadOnlyList<int>? Choices = null)
    : ParameterRule(Name, Field, IsRequired: true, Choices is null ? $"a whole number {Least} … {Most}" : string.Join(", ", Choices))
{
    public override JsonNode? Read(JsonElement value, DateTimeOffset now) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= Least && number <= Most && Choices?.Contains(number) != false
            ? JsonValue.Create(number)
            : null;

    public override string ToField(JsonElement stored) => stored.GetInt32().ToString(CultureInfo.InvariantCulture);
}
