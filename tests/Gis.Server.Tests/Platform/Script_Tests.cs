using System.Diagnostics;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Platform;

/// <summary>What the script says without setting anything up; the journeys start whole systems with it.</summary>
public sealed class Script_Tests : IDisposable
{
    private readonly string _home = TestFolder.Create("script");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData("audit")]
    [InlineData("backup")]
    [InlineData("restore")]
    public async Task What_a_later_version_brings_says_so(string command)
    {
        var (code, said) = await RunAsync(command, "file");

        Assert.Equal(2, code);
        Assert.Contains("belongs to a later version", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_shows_what_there_is()
    {
        var (code, said) = await RunAsync("start");

        Assert.Equal(2, code);
        Assert.Contains("'start' is not a command", said, StringComparison.Ordinal);
        Assert.Contains("import-things FILE.csv", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "nothing was done", "down", "now")]
    [InlineData(2, "nothing was done", "status", "--all")]
    [InlineData(2, "a part of a test's name", "test", "--filter")]
    [InlineData(2, "there is no bench 'lugde'; there are: change", "bench", "lugde")]
    [InlineData(0, "stops exactly what was started", "down", "--help")]
    public async Task What_a_command_does_not_take_is_refused_before_anything_is_done(int code, string word, params string[] typed)
    {
        var answer = await RunAsync(typed);

        Assert.Equal(code, answer.Code);
        Assert.Contains(word, answer.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--yess")]
    [InlineData(1)]
    public async Task Reset_without_a_plain_yes_changes_nothing_and_says_so(int code, params string[] typed)
    {
        var answer = await RunAsync(["reset", .. typed]);

        Assert.Equal(code, answer.Code);
        Assert.Contains("othing was changed", answer.Said, StringComparison.Ordinal);
        Assert.True(Directory.Exists(_home));
    }

    [Fact]
    public async Task Down_where_nothing_runs_stops_nothing()
    {
        using var stranger = Process.Start("sleep", ["60"]);
        Directory.CreateDirectory(Path.Combine(_home, "pids"));
        await File.WriteAllTextAsync(Path.Combine(_home, "pids", "mosquitto"), $"{stranger.Id} 1\n");

        var (code, said) = await RunAsync("down");

        Assert.Equal(0, code);
        Assert.Contains("Nothing is running", said, StringComparison.Ordinal);
        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Fact]
    public async Task Status_of_what_is_down_fails_and_says_where_it_looked()
    {
        var (code, said) = await RunAsync("status");

        Assert.Equal(3, code);
        Assert.Contains(_home, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--parts", "everything")]
    [InlineData("--quickly")]
    public async Task Up_says_what_it_accepts(params string[] words)
    {
        var (code, said) = await RunAsync(["up", .. words]);

        Assert.NotEqual(0, code);
        Assert.Contains("ingest", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_ingest_is_a_process_of_its_own()
    {
        var (code, said) = await RunAsync(new Dictionary<string, string?> { ["GIS_INGEST"] = "2" }, "up");

        Assert.NotEqual(0, code);
        Assert.Contains("with --parts ingest", said, StringComparison.Ordinal);
    }

    private Task<(int Code, string Said)> RunAsync(params string[] words) => RunAsync(new Dictionary<string, string?>(), words);

    private async Task<(int Code, string Said)> RunAsync(Dictionary<string, string?> environment, params string[] words)
    {
        var start = new ProcessStartInfo(Repository.PathOf("gis"), words) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIS_HOME"] = _home;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + errors);
    }
}
