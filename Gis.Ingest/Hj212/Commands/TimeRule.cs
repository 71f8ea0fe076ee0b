using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gis.Ingest.Hj212.Commands;

/// <summary>A moment that has been, ISO 8601 with its offset; whole seconds, stored in UTC.</summary>
internal sealed record TimeRule(string Name, string Field, bool IsRequired = true)
    : ParameterRule(Name, Field, IsRequired, "a moment since 2000 and not to come, ISO 8601 with offset")
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override JsonNode? Read(JsonElement value, DateTimeOffset now) =>
        value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var at) && at >= Earliest && at <= now
            ? JsonValue.Create(at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))
            : null;

    public override string ToField(JsonElement stored) => Hj212Time.ToText(stored.GetDateTimeOffset());
}
