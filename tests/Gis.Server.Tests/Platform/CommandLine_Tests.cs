using Gis.Server.Platform.Commands;
using Microsoft.Extensions.Options;
using Xunit;

namespace Gis.Server.Tests.Platform;

public sealed class CommandLine_Tests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly Recorded _serve = new("serve");
    private readonly Recorded _create = new("admin create");

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task Without_a_command_the_program_serves()
    {
        await RunAsync("--parts", "ingest");

        Assert.Equal("ingest", _serve.Seen?.Option("parts"));
    }

    [Fact]
    public async Task Two_words_name_a_command_and_the_rest_is_its_own()
    {
        await RunAsync("admin", "create", "wei", "--role=officer", "--area", "130100");

        Assert.Equal(["wei"], _create.Seen?.Arguments);
        Assert.Equal("officer", _create.Seen?.RequiredOption("role"));
        Assert.Equal("130100", _create.Seen?.Configuration["area"]);
    }

    [Fact]
    public async Task An_unknown_command_shows_what_there_is()
    {
        var code = await RunAsync("serv");

        Assert.Equal(2, code);
        Assert.Contains("admin create", _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rol", "officer")]
    [InlineData("--check")]
    public async Task A_mistyped_option_is_not_taken_for_none(params string[] typed)
    {
        var code = await RunAsync(["admin", "create", "wei", .. typed]);

        Assert.Equal(1, code);
        Assert.Null(_create.Seen);
        Assert.Equal($"admin create does not know {typed[0]}; it takes --role, --area.", _errors.ToString().Trim());
    }

    [Fact]
    public async Task A_setting_is_taken_by_every_command()
    {
        await RunAsync("admin", "create", "wei", "--Store:Host", "db", "--GIS_HOME=/home/gis");

        Assert.Equal("db", _create.Seen?.Configuration["Store:Host"]);
    }

    [Fact]
    public async Task A_command_that_cannot_be_done_says_why_and_fails()
    {
        _create.Trouble = new CommandFailedException("There is a wei already.");

        var code = await RunAsync("admin", "create", "wei");

        Assert.Equal(1, code);
        Assert.Equal("There is a wei already.", _errors.ToString().Trim());
    }

    [Fact]
    public async Task A_setting_that_is_not_understood_is_said_in_one_sentence()
    {
        _serve.Trouble = new OptionsValidationException("Ingest", typeof(object), ["GIS_BROKER is not understood."]);

        var code = await RunAsync("serve");

        Assert.Equal(1, code);
        Assert.Equal("GIS_BROKER is not understood.", _errors.ToString().Trim());
    }

    private Task<int> RunAsync(params string[] args) => new CommandLine([_serve, _create], _output, _errors).RunAsync(args, CancellationToken.None);

    private sealed class Recorded(string name) : IServerCommand
    {
        public CommandInvocation? Seen { get; private set; }

        public Exception? Trouble { get; set; }

        public string Name => name;

        public string Usage => "NAME [--role ROLE] [--area CODE]   does nothing";

        public Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
        {
            Seen = invocation;
            return Trouble is null ? Task.FromResult(0) : Task.FromException<int>(Trouble);
        }
    }
}
