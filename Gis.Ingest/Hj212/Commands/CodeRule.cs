using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gis.Ingest.Hj212.Commands;

/// <summary>A code of letters and digits, such as a factor (w01018) or a piece of information (i11001).</summary>
internal sealed record CodeRule(string Name, string Field, bool IsRequired) : ParameterRule(Name, Field, IsRequired, $"a code of 1 to {MostChars} letters and digits")
{
    private const int MostChars = 10;

    public static bool Takes(string? text) => text?.Length is > 0 and <= MostChars && text.All(char.IsAsciiLetterOrDigit);

    public override JsonNode? Read(JsonElement value, DateTimeOffset now) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } text && Takes(text) ? JsonValue.Create(text) : null;

    public override string ToField(JsonElement stored) => stored.GetString()!;
}
