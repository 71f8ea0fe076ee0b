namespace Gis.Demo.Episodes;

/// <summary>Makes something happen now, in the simulator that is running.</summary>
internal sealed class EpisodeCommand(DemoSettings settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<int> RunAsync(string? outfall, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(settings.RequestFolder))
        {
            throw new DemoException("The demo province does not speak: './gis up' starts it.");
        }

        var wish = Path.Combine(settings.RequestFolder, Guid.NewGuid().ToString("N"));
        var answerFile = wish + EpisodeRequests.AnswerEnding;
        await PrivateFile.WriteJsonAsync(wish + EpisodeRequests.RequestEnding, new EpisodeRequest(outfall), cancellationToken);
        var until = DateTimeOffset.UtcNow + Patience;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (DateTimeOffset.UtcNow < until && await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (await PrivateFile.ReadJsonAsync<EpisodeAnswer>(answerFile, cancellationToken) is { } answer)
            {
                File.Delete(answerFile);
                return Tell(answer);
            }
        }

        File.Delete(wish + EpisodeRequests.RequestEnding);
        throw new DemoException($"The simulator did not answer within {Patience.TotalSeconds} s: './gis status' tells whether it runs.");
    }

    private static int Tell(EpisodeAnswer answer)
    {
        if (answer.Refused is { } why)
        {
            Console.Error.WriteLine(why);
            return 1;
        }

        Console.WriteLine(
            $"A discharge begins at {answer.NameZh} ({answer.NameEn}), {answer.Outfall}: {answer.Property} at {answer.Ratio} times its limit for "
            + $"{answer.Minutes} minutes. An alarm follows within seconds.");
        return 0;
    }
}
