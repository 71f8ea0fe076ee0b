using System.ComponentModel;
using System.Diagnostics;

namespace Gis.Server.Platform.Paper;

/// <summary>Prints pages written in HTML as PDF, by WeasyPrint (Debian package weasyprint). A page carries all it needs in itself: nothing is fetched.</summary>
internal sealed class PaperPress(ILogger<PaperPress> logger) : IDisposable
{
    private const string Program = "weasyprint";
    private const int MostWords = 500;

    /// <summary>One page set takes a second or two of one processor; more at once would only slow each other.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The PDF; null where the press is missing, busy for too long, or could not do it, which the log tells.</summary>
    public async Task<byte[]?> PrintAsync(string html, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await _turn.WaitAsync(patience.Token);
            try
            {
                return await RunAsync(html, patience.Token);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.PrintingFailed(-1, $"not done within {Patience}");
            return null;
        }
        catch (Win32Exception missing)
        {
            logger.PrintingFailed(missing.NativeErrorCode, $"{missing.Message}; it comes with the Debian package {Program}");
            return null;
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<byte[]?> RunAsync(string html, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Program, ["-q", "-e", "utf-8", "-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        try
        {
            var words = process.StandardError.ReadToEndAsync(cancellationToken);
            using var pdf = new MemoryStream();
            var printed = process.StandardOutput.BaseStream.CopyToAsync(pdf, cancellationToken);
            await using (var input = new StreamWriter(process.StandardInput.BaseStream))
            {
                await input.WriteAsync(html.AsMemory(), cancellationToken);
            }

            await printed;
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode == 0)
            {
                return pdf.ToArray();
            }

            var said = await words;
            logger.PrintingFailed(process.ExitCode, said.Length > MostWords ? said[^MostWords..] : said);
            return null;
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
}
