using System.Diagnostics;

namespace Gis.Tiles.Tests;

/// <summary>GDAL's programs: a reader of tiles and features that knows nothing of ours.</summary>
internal static class Gdal
{
    public static async Task<string> RunAsync(string program, params string[] arguments) => (await RunWithLogAsync(program, arguments)).Output;

    /// <summary>The addresses that a program asks, too: it tells them when it is told to.</summary>
    public static Task<(string Output, string Log)> DebugAsync(string program, params string[] arguments) => RunWithLogAsync(program, ["--debug", "on", .. arguments]);

    /// <summary>A program that reads this text from its input.</summary>
    public static async Task<string> PipeAsync(string program, string input, params string[] arguments) => (await RunWithLogAsync(program, arguments, input)).Output;

    private static async Task<(string Output, string Log)> RunWithLogAsync(string program, string[] arguments, string? input = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = input is not null })!;
        if (input is not null)
        {
            await process.StandardInput.WriteLineAsync(input);
            process.StandardInput.Close();
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (await output, await errors)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}\n{await errors}");
    }
}
