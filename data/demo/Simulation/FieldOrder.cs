using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gis.Demo.Terrain;

namespace Gis.Demo.Simulation;

/// <summary>An order as it comes down to a unit.</summary>
internal sealed record FieldOrder(string Code, string Kind, LonLat? Goal, bool IsCancelled)
{
    public const string StandDown = "stand_down";

    public static bool TryRead(byte[] payload, [NotNullWhen(true)] out FieldOrder? order)
    {
        order = null;
        try
        {
            using var document = JsonDocument.Parse(payload);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("order", out var code) || code.GetString() is not { Length: > 0 } name)
            {
                return false;
            }

            var kind = root.TryGetProperty("kind", out var word) ? word.GetString() ?? "go" : "go";
            var state = root.TryGetProperty("state", out var standing) ? standing.GetString() : null;
            LonLat? goal = root.TryGetProperty("lon", out var lon) && root.TryGetProperty("lat", out var lat)
                && lon.TryGetDouble(out var x) && lat.TryGetDouble(out var y) ? new LonLat(x, y) : null;
            order = new FieldOrder(name, kind, goal, kind == StandDown || state is "cancelled" or "expired");
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
