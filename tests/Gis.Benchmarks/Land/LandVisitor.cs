using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Gis.Testing;

namespace Gis.Benchmarks.Land;

/// <summary>An officer who asks the server for patches, and how long each answer took.</summary>
/// <param name="Who">For the account of the bench.</param>
internal sealed class LandVisitor(string who, Uri server, TestPerson person) : IDisposable
{
    private const int Warm = 3;
    private const int Calls = 20;

    private readonly HttpClient _client = new() { BaseAddress = server, DefaultRequestHeaders = { Authorization = person.Program.DefaultRequestHeaders.Authorization } };

    public string Who => who;

    /// <summary>Milliseconds of each answer, upwards, read to its last byte.</summary>
    public async Task<double[]> AskAsync(string path)
    {
        var took = new double[Calls];
        for (var call = -Warm; call < Calls; call++)
        {
            var started = Stopwatch.GetTimestamp();
            await _client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
            if (call >= 0)
            {
                took[call] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }

        return [.. took.Order()];
    }

    /// <summary>Cards and verdicts of some patches, the first few to warm up.</summary>
    public async Task<(double[] Cards, double[] Verdicts)> JudgeAsync(IReadOnlyList<long> patches)
    {
        var (cards, verdicts) = (new List<double>(), new List<double>());
        foreach (var patch in patches)
        {
            var asked = Stopwatch.GetTimestamp();
            var card = await _client.GetFromJsonAsync<JsonElement>(new Uri($"api/patches/{patch}", UriKind.Relative));
            cards.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            var revision = card.GetProperty("patch").GetProperty("revision").GetInt64();
            var judged = Stopwatch.GetTimestamp();
            using var answer = await _client.PostAsJsonAsync(new Uri($"api/patches/{patch}/verdict", UriKind.Relative), new { verdict = "U", reason = "看不清，需补充影像", revision });
            await answer.Content.ReadAsByteArrayAsync();
            verdicts.Add(Stopwatch.GetElapsedTime(judged).TotalMilliseconds);
            answer.EnsureSuccessStatusCode();
        }

        return ([.. cards.Skip(Warm).Order()], [.. verdicts.Skip(Warm).Order()]);
    }

    public void Dispose() => _client.Dispose();
}
