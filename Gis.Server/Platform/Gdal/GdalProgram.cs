using System.ComponentModel;
using System.Diagnostics;

namespace Gis.Server.Platform.Gdal;

/// <summary>Runs one of GDAL's programs to its end, and takes it down when it is cancelled.</summary>
internal static class GdalProgram
{
    private const int ErrorLinesTold = 3;

    /// <summary>What the program wrote; throws <see cref="GdalFailedException"/> with its own words when it fails.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["GDAL_CACHEMAX"] = "256";
        start.Environment["OGR_SQLITE_SYNCHRONOUS"] = "OFF";
        // Files made beside what was given are not ours to leave there.
        start.Environment["GDAL_PAM_ENABLED"] = "NO";
        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await Task.WhenAll(output, errors);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? await output : throw new GdalFailedException($"{program} could not do it: {Words(await errors)}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new GdalFailedException($"{start.FileName} could not be started ({e.Message}); it comes with the Debian package gdal-bin.", e);
        }
    }

    private static string Words(string errors)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith("Warning", StringComparison.Ordinal)).Take(ErrorLinesTold).ToList();
        return lines.Count == 0 ? "it gave no reason" : string.Join("; ", lines);
    }
}
