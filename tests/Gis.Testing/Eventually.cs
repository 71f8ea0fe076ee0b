using System.Diagnostics;

namespace Gis.Testing;

/// <summary>Waits for a condition instead of sleeping; a condition that never comes true fails the test with its name.</summary>
public static class Eventually
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? within = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, within);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null)
    {
        var watch = Stopwatch.StartNew();
        var limit = within ?? Patience;
        while (!await condition())
        {
            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds} s: {what}.");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Waits until the question has an answer that is not null, and gives it.</summary>
    public static async Task<T> AnswerAsync<T>(Func<Task<T?>> question, string what, TimeSpan? within = null)
        where T : class
    {
        T? answer = null;
        await TrueAsync(async () => (answer = await question()) is not null, what, within);
        return answer!;
    }
}
