using System.Diagnostics;
using System.Text.Json;

namespace Gis.Testing.Qgis;

/// <summary>What QGIS, a reader that knows nothing of ours, found in one layer when it opened and drew it.</summary>
/// <param name="Extent">West, south, east, north in degrees.</param>
/// <param name="Count">Features that it read; null for what has none.</param>
/// <param name="InBox">Features that it read for the box of the map.</param>
/// <param name="Painted">Pixels of the map that are not background.</param>
/// <param name="Colours">Of the places asked for, as <c>#rrggbb</c>; the background is white.</param>
/// <param name="Errors">Of the drawing.</param>
/// <param name="Messages">Warnings that QGIS wrote into its log.</param>
public sealed record QgisLayer(
    bool Valid, string? Crs, double[]? Extent, string? Geometry, string[]? Fields, int? Count, int? InBox, int Painted, string[]? Colours, string[]? Errors, string[]? Messages)
{
    /// <summary>In which features are drawn.</summary>
    public const string Ink = "#d02020";

    public const string Paper = "#ffffff";

    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <param name="server">Address of the server.</param>
    /// <param name="kind"><c>features</c>, <c>tiles</c>, <c>styled</c> or <c>picture</c>.</param>
    /// <param name="collection">The layer.</param>
    /// <param name="options">As the script beside this file tells with <c>--help</c>.</param>
    public static async Task<QgisLayer> OpenAsync(Uri server, string kind, string collection, params string[] options)
    {
        ArgumentNullException.ThrowIfNull(server);
        var script = Repository.PathOf("tests", "Gis.Testing", "Qgis", "draw_layer.py");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, server.ToString(), kind, collection, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["QT_QPA_PLATFORM"] = "offscreen" },
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<QgisLayer>(await output, Snake)!
            : throw new InvalidOperationException($"QGIS ended with {process.ExitCode}:\n{await output}\n{await errors}");
    }
}
