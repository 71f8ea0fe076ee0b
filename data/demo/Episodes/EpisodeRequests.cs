using System.Text.Json;
using Gis.Demo.Simulation;
using Microsoft.Extensions.Logging;

namespace Gis.Demo.Episodes;

/// <summary>Looks for wishes in GIS_HOME/demo/requests and answers them there: a folder needs no port, and only its owner may write to it.</summary>
internal sealed class EpisodeRequests(string folder, EpisodeStarter starter, TimeProvider clock, ILogger logger)
{
    public const string RequestEnding = ".request";
    public const string AnswerEnding = ".answer";

    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // What lay there before is of an earlier run; a wish may come the moment the folder is there.
        var begun = DateTime.UtcNow;
        foreach (var old in Directory.CreateDirectory(folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < begun))
        {
            old.Delete();
        }

        using var timer = new PeriodicTimer(LooksEvery, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*" + RequestEnding))
            {
                await AnswerAsync(file, cancellationToken);
            }
        }
    }

    private async Task AnswerAsync(string file, CancellationToken cancellationToken)
    {
        EpisodeRequest? request;
        try
        {
            request = await PrivateFile.ReadJsonAsync<EpisodeRequest>(file, cancellationToken);
        }
        catch (JsonException)
        {
            logger.RequestUnreadable(file);
            request = null;
        }

        File.Delete(file);
        if (request is null)
        {
            return;
        }

        var answer = starter.Start(request);
        if (answer.Refused is null)
        {
            logger.DischargeBegins(answer.NameEn!, answer.Property!, answer.Ratio!.Value, answer.Minutes!.Value);
        }

        await PrivateFile.WriteJsonAsync(Path.ChangeExtension(file, AnswerEnding), answer, cancellationToken);
    }
}
