using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Gis.Tiles.Imagery.Import;

/// <summary>Runs one of GDAL's programs to its end, tells how far it is, and takes it down when it is cancelled.</summary>
internal static class GdalProgram
{
    private const int ErrorLinesTold = 3;

    /// <summary>What the program wrote; throws <see cref="ImageRefusedException"/> with its own words when it fails.</summary>
    /// <param name="percent">Told as the program tells it, 0 to 100.</param>
    /// <param name="settings">Further settings of GDAL.</param>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, Action<int>? percent, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // Bounded memory; and what is written is moved to its place, and flushed to the disk, only when it is whole.
        start.Environment["GDAL_CACHEMAX"] = "256";
        start.Environment["OGR_SQLITE_SYNCHRONOUS"] = "OFF";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var output = ReadAsync(process.StandardOutput, percent, cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await Task.WhenAll(output, errors);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? await output : throw new ImageRefusedException($"{program} could not do it: {Words(await errors)}");
        }
        finally
        {
            await EndAsync(process);
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
            throw new ImageRefusedException($"{start.FileName} could not be started ({e.Message}); it comes with the Debian package gdal-bin.", e);
        }
    }

    private static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>The programs write 0...10...20, a dot for each 2.5 of a hundred.</summary>
    private static async Task<string> ReadAsync(StreamReader from, Action<int>? percent, CancellationToken cancellationToken)
    {
        var all = new StringBuilder();
        var some = new char[1024];
        var dots = 0;
        for (int count; (count = await from.ReadAsync(some, cancellationToken)) > 0;)
        {
            all.Append(some, 0, count);
            if (percent is not null)
            {
                // Between two numbers are three dots.
                dots += some.AsSpan(0, count).Count('.');
                percent(Math.Min(100, dots * 10 / 3));
            }
        }

        return all.ToString();
    }

    private static string Words(string errors)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith("Warning", StringComparison.Ordinal)).Take(ErrorLinesTold).ToList();
        return lines.Count == 0 ? "it gave no reason" : string.Join("; ", lines);
    }
}
